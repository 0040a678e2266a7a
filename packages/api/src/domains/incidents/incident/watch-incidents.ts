import { incidents } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { seesEvent } from "../../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { accessTo, authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { EventSource } from "../../../subscriptions/event-source.ts";
import * as definitions from "../events.ts";
import type { Incident } from "../incident-ref.ts";

const all = Object.values(definitions).flatMap((each) => ("kind" in each && each.kind === "event" ? [each.type] : []));

/** Incidents as they are opened and change; links only for who may read logs, since they say what an error is called. */
export async function watchIncidents(
  ctx: Context,
  workspaceId: string,
  after: string | null | undefined,
): Promise<EventSource> {
  const access = await accessTo(ctx, workspaceId);
  const types = access?.allows("logs:read") ? all : all.filter((type) => !definitions.namingErrors.includes(type));
  const matches = (event: RecordedEvent) => seesEvent(ctx, event);
  return new EventSource({ workspaceId, permission: "incidents:read", after: after ?? null, types, matches });
}

/** The incident that an event is about. @throws NotFoundError when the workspace was purged meanwhile */
export async function loadIncidentOf(ctx: Context, { workspaceId, subjectId }: RecordedEvent): Promise<Incident> {
  await authorize(ctx, workspaceId, "incidents:read");
  const [incident] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, subjectId))),
  );
  if (!incident) throw new NotFoundError("The incident no longer exists.", "Read the list anew.");
  return incident;
}
