import { events } from "@plumbline/db/schema";
import { and, eq, isNotNull } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { eventsSeen } from "../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { type EventFilter, matchingEvents } from "./matching-events.ts";

/**
 * A page of the workspace's history, newest first. Only what has its position: the pages then agree with subscriptions, and a
 * page that was read never gets a row in its middle. An API key of one environment sees nothing of another.
 */
export async function listEvents(ctx: Context, workspaceId: string, args: PageArgs & { filter?: EventFilter | null }) {
  const access = await authorize(ctx, workspaceId, "events:read");
  const wanted = and(
    eq(events.workspaceId, workspaceId),
    isNotNull(events.position),
    eventsSeen(ctx),
    access.tenantId ? eq(events.tenantId, access.tenantId) : undefined,
    matchingEvents(args.filter ?? {}),
  );
  return await paginate<RecordedEvent>(
    args,
    (row) => String(row.position),
    async (page) => {
      const { where, orderBy } = keyset(events.position, page);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(events).where(and(wanted, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}
