import { events } from "@plumbline/db/schema";
import { and, desc, eq, isNotNull, notInArray } from "drizzle-orm";
import { eventsSeen } from "../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

/** Events that Home shows. */
const shown = 20;

/** Many a minute on a busy day, and each is followed by the signals that say what it was. */
const tooFrequent = ["delivery.accepted", "embed_token.minted"];

/** What happened last, newest first, without what happens all the time. */
export async function listRecentEvents(ctx: Context, workspaceId: string): Promise<RecordedEvent[]> {
  const access = await authorize(ctx, workspaceId, "events:read");
  const wanted = and(
    eq(events.workspaceId, workspaceId),
    isNotNull(events.position),
    eventsSeen(ctx),
    notInArray(events.type, tooFrequent),
    access.tenantId ? eq(events.tenantId, access.tenantId) : undefined,
  );
  return await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(events).where(wanted).orderBy(desc(events.position)).limit(shown),
  );
}
