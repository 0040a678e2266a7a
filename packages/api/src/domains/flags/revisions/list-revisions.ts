import { events, flagRevisions } from "@plumbline/db/schema";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import { eventsSeen } from "../../../outbox/events-seen.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Flag, FlagSegment } from "../flag-refs.ts";
import { seenHere } from "../seen-here.ts";

/** Which revisions; what is left out does not narrow. */
export interface FlagRevisionFilter {
  /** Those of this environment, and those that hold everywhere. */
  environmentId?: string | null;
}

/** A flag's revisions, the newest first; for an API key of one environment, those there and those that hold everywhere. */
export async function listFlagRevisions(
  ctx: Context,
  { workspaceId, id }: Flag,
  page: PageArgs,
  filter: FlagRevisionFilter,
) {
  const { environmentId } = filter;
  const here = environmentId
    ? or(eq(flagRevisions.environmentId, environmentId), isNull(flagRevisions.environmentId))
    : undefined;
  const where = and(eq(flagRevisions.flagId, id), here, seenHere(ctx, flagRevisions.environmentId));
  return await listRows(ctx, { table: flagRevisions, workspaceId, permission: "flags:read", page, where });
}

/** A segment's revisions, the newest first. */
export async function listSegmentRevisions(ctx: Context, { workspaceId, id }: FlagSegment, page: PageArgs) {
  const where = eq(flagRevisions.segmentId, id);
  return await listRows(ctx, { table: flagRevisions, workspaceId, permission: "flags:read", page, where });
}

/**
 * Everything that happened to a flag, the newest first: the audit timeline. For an API key of one environment, not what happened in
 * another one.
 */
export async function listFlagHistory(
  ctx: Context,
  { workspaceId, id }: Flag,
  page: PageArgs,
  { types }: { types?: string[] | null },
) {
  const where = and(
    eq(events.subjectId, id),
    eventsSeen(ctx),
    types ? inArray(events.type, types) : undefined,
    sql`position is not null`,
  );
  return await listRows(ctx, { table: events, workspaceId, permission: "flags:read", page, where });
}
