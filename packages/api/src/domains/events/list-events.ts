import { events } from "@plumbline/db/schema";
import { and, eq, gte, inArray, isNotNull, lt, type SQL } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { eventsSeen } from "../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { subjectUuid } from "./subject-uuid.ts";

/** Which events; what is left out does not narrow. */
export interface EventFilter {
  type?: { in?: string[] | null } | null;
  /** The id of what it is about, as the API shows it or as a bare uuid. */
  subjectId?: string | null;
  actorType?: { in?: string[] | null } | null;
  occurredAt?: { gte?: Date | null; lt?: Date | null } | null;
}

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
    matching(args.filter ?? {}),
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

function matching({ type, subjectId, actorType, occurredAt }: EventFilter): SQL | undefined {
  return and(
    type?.in ? inArray(events.type, type.in) : undefined,
    subjectId ? eq(events.subjectId, subjectUuid(subjectId)) : undefined,
    actorType?.in ? inArray(events.actorType, actorType.in) : undefined,
    occurredAt?.gte ? gte(events.occurredAt, occurredAt.gte) : undefined,
    occurredAt?.lt ? lt(events.occurredAt, occurredAt.lt) : undefined,
  );
}
