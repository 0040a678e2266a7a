import type { Db } from "@plumbline/db";
import { errorGroups } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { loadRow } from "../../../../graphql/load-row.ts";
import type { Context } from "../../../../service/context.ts";
import { unknownRow } from "../../../workspaces/index.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { seesGroup } from "./seen-here.ts";

/**
 * The group that stands for another one now: itself, or what it was merged into, however often.
 * @throws NotFoundError for an id of another workspace, or of none, and for a group that the actor does not see
 */
export async function requireStandingGroup(tx: Db, ctx: Context, workspaceId: string, id: string): Promise<ErrorGroup> {
  const own = and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, id));
  const [group] = await tx.select().from(errorGroups).where(own);
  if (!group || !seesGroup(ctx, group)) throw unknownRow("error group");
  return group.mergedInto ? await requireStandingGroup(tx, ctx, workspaceId, group.mergedInto) : group;
}

/** The same for a loader, which the caller authorized. Siblings are read together. */
export async function loadStandingGroup(ctx: Context, workspaceId: string, id: string): Promise<ErrorGroup | null> {
  const group = await loadRow(ctx, errorGroups, workspaceId, id);
  return group?.mergedInto ? await loadStandingGroup(ctx, workspaceId, group.mergedInto) : group;
}

/** A query for the ids of a group and of all that were merged into it, however often: what is linked to them is linked to it. */
export function idsMergedInto({ workspaceId, id }: Pick<ErrorGroup, "workspaceId" | "id">) {
  return sql`(
    with recursive merged as (
      select ${id}::uuid as id
      union
      select g.id from ${errorGroups} g join merged m on g.merged_into = m.id where g.workspace_id = ${workspaceId}
    )
    select id from merged)`;
}
