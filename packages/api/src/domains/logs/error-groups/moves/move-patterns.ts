import type { Db } from "@plumbline/db";
import { errorGroupMoves, errorGroups, errorPatterns } from "@plumbline/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { ErrorGroupMove } from "../group/error-group-ref.ts";

export interface MovingOfPatterns {
  workspaceId: string;
  kind: "merge" | "split";
  fromId: string;
  intoId: string;
  patternIds: readonly string[];
  /** Null where it was learned. */
  madeBy: string | null;
  because: string;
}

/** Puts patterns, and with them their errors, counts, tenants and releases, into another group, and writes down which. */
export async function movePatterns(tx: Db, moving: MovingOfPatterns): Promise<ErrorGroupMove> {
  const { workspaceId, fromId, intoId, patternIds } = moving;
  await putPatterns(tx, workspaceId, patternIds, { groupId: intoId });
  const [move] = await tx
    .insert(errorGroupMoves)
    .values({ ...moving, patternIds: [...patternIds] })
    .returning();
  if (moving.kind === "merge") await setMergedInto(tx, workspaceId, fromId, intoId);
  for (const id of [fromId, intoId]) await recountGroup(tx, workspaceId, id);
  return move as ErrorGroupMove;
}

/** @param to `pinned` says whether what is learned later may move them */
export async function putPatterns(
  tx: Db,
  workspaceId: string,
  patternIds: readonly string[],
  to: { groupId: string; pinned?: boolean },
): Promise<void> {
  if (patternIds.length === 0) return;
  await tx
    .update(errorPatterns)
    .set(to)
    .where(and(eq(errorPatterns.workspaceId, workspaceId), inArray(errorPatterns.id, [...patternIds])));
}

export async function setMergedInto(tx: Db, workspaceId: string, id: string, mergedInto: string | null): Promise<void> {
  await tx
    .update(errorGroups)
    .set({ mergedInto, updatedAt: sql`now()` })
    .where(and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, id)));
}

/** A group's counts and times are those of its patterns; an environment that it was met in stays its own. */
export async function recountGroup(tx: Db, workspaceId: string, id: string): Promise<void> {
  await tx.execute(sql`
    update error_groups g set
      count = coalesce(p.count, 0),
      first_seen_at = coalesce(p.first_seen_at, g.first_seen_at),
      last_seen_at = coalesce(p.last_seen_at, g.last_seen_at),
      environments = array(
        select unnest(g.environments)
        union
        select f.value from error_facets f join error_patterns o on o.workspace_id = f.workspace_id and o.id = f.pattern_id
        where f.workspace_id = g.workspace_id and f.kind = 'environment' and o.group_id = g.id),
      newest_seq = coalesce(p.newest_seq, g.newest_seq),
      updated_at = now()
    from (
      select sum(count)::bigint as count, min(first_seen_at) as first_seen_at, max(last_seen_at) as last_seen_at,
        max(newest_seq) as newest_seq
      from error_patterns where workspace_id = ${workspaceId} and group_id = ${id} and count > 0
    ) p
    where g.workspace_id = ${workspaceId} and g.id = ${id}`);
}
