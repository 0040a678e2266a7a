import { errorGroups } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { seesEvent } from "../../../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../../../outbox/record-event.ts";
import { authorize } from "../../../../service/authorize.ts";
import type { Context } from "../../../../service/context.ts";
import { NotFoundError } from "../../../../service/errors.ts";
import { EventSource } from "../../../../subscriptions/event-source.ts";
import * as definitions from "../error-group-events.ts";
import type { ErrorGroup } from "./error-group-ref.ts";

const types = Object.values(definitions).map(({ type }) => type);

/** Error groups as they come, change and go. */
export function watchErrorGroups(ctx: Context, workspaceId: string, after: string | null | undefined): EventSource {
  const matches = (event: RecordedEvent) => seesEvent(ctx, event);
  return new EventSource({ workspaceId, permission: "logs:read", after: after ?? null, types, matches });
}

/** The group that an event is about. @throws NotFoundError when the workspace was purged meanwhile */
export async function loadErrorGroupOf(ctx: Context, { workspaceId, subjectId }: RecordedEvent): Promise<ErrorGroup> {
  await authorize(ctx, workspaceId, "logs:read");
  const [group] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(errorGroups)
      .where(and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, subjectId))),
  );
  if (!group) throw new NotFoundError("The error group no longer exists.", "Read the list anew.");
  return group;
}
