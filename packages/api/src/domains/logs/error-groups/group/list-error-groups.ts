import { errorFacets, errorGroupMoves, errorGroups, errorPatterns, events } from "@plumbline/db/schema";
import { and, eq, gte, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { keyset } from "../../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../../graphql/paginate.ts";
import type { RecordedEvent } from "../../../../outbox/record-event.ts";
import { authorize } from "../../../../service/authorize.ts";
import type { Context } from "../../../../service/context.ts";
import { listRows } from "../../../workspaces/index.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { groupsSeen } from "./seen-here.ts";

/** Which error groups; what is left out does not narrow. */
export interface ErrorGroupFilter {
  state?: { in?: ErrorGroup["state"][] | null } | null;
  service?: { in?: string[] | null } | null;
  /** Key of a tenant that met it. */
  tenant?: { eq?: string | null } | null;
  /** A release that it was seen in. */
  release?: { eq?: string | null } | null;
  /** An environment that it was met in. */
  environmentId?: { eq?: string | null } | null;
  assigneeId?: { eq?: string | null } | null;
  lastSeenAt?: { gte?: Date | null } | null;
  firstSeenAt?: { gte?: Date | null } | null;
  /** Part of the title, the generalised message or the type. */
  search?: string | null;
}

/** Error groups, those that came last first. Groups that were merged into another one are left out. */
export async function listErrorGroups(ctx: Context, workspaceId: string, page: PageArgs, filter: ErrorGroupFilter) {
  const where = and(isNull(errorGroups.mergedInto), groupsSeen(ctx), ...clausesOf(filter));
  return await listRows(ctx, {
    table: errorGroups,
    workspaceId,
    permission: "logs:read",
    page,
    where,
    by: "newestSeq",
  });
}

function clausesOf(filter: ErrorGroupFilter): (SQL | undefined)[] {
  const { state, service, tenant, release, environmentId, assigneeId, lastSeenAt, firstSeenAt, search } = filter;
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return [
    state?.in ? inArray(errorGroups.state, state.in) : undefined,
    service?.in ? inArray(errorGroups.service, service.in) : undefined,
    tenant?.eq ? metBy("tenant", tenant.eq) : undefined,
    release?.eq ? metBy("release", release.eq) : undefined,
    environmentId?.eq ? sql`${errorGroups.environments} @> array[${environmentId.eq}]::text[]` : undefined,
    assigneeId?.eq ? eq(errorGroups.assigneeId, assigneeId.eq) : undefined,
    lastSeenAt?.gte ? gte(errorGroups.lastSeenAt, lastSeenAt.gte) : undefined,
    firstSeenAt?.gte ? gte(errorGroups.firstSeenAt, firstSeenAt.gte) : undefined,
    search
      ? or(ilike(errorGroups.title, like), ilike(errorGroups.template, like), ilike(errorGroups.exceptionType, like))
      : undefined,
  ];
}

function metBy(kind: "tenant" | "release", value: string): SQL {
  return sql`exists (
    select from ${errorPatterns} join ${errorFacets} on ${errorFacets.workspaceId} = ${errorPatterns.workspaceId}
      and ${errorFacets.patternId} = ${errorPatterns.id}
    where ${errorPatterns.workspaceId} = ${errorGroups.workspaceId} and ${errorPatterns.groupId} = ${errorGroups.id}
      and ${errorFacets.kind} = ${kind} and ${errorFacets.value} = ${value})`;
}

/** The patterns of a group, the newest first. */
export async function listErrorPatterns(ctx: Context, { workspaceId, id }: ErrorGroup, page: PageArgs) {
  const where = eq(errorPatterns.groupId, id);
  return await listRows(ctx, { table: errorPatterns, workspaceId, permission: "logs:read", page, where, by: "number" });
}

/** The merges and splits of a group, the newest first. */
export async function listErrorGroupMoves(ctx: Context, { workspaceId, id }: ErrorGroup, page: PageArgs) {
  const where = or(eq(errorGroupMoves.fromId, id), eq(errorGroupMoves.intoId, id));
  return await listRows(ctx, { table: errorGroupMoves, workspaceId, permission: "logs:read", page, where });
}

/** Everything that happened to a group, the newest first: the one history, filtered. */
export async function listErrorGroupTimeline(ctx: Context, { workspaceId, id }: ErrorGroup, args: PageArgs) {
  await authorize(ctx, workspaceId, "logs:read");
  const own = and(eq(events.workspaceId, workspaceId), eq(events.subjectId, id), isNotNull(events.position));
  return await paginate<RecordedEvent>(
    args,
    (row) => String(row.position),
    async (page) => {
      const { where, orderBy } = keyset(events.position, page);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(events).where(and(own, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}
