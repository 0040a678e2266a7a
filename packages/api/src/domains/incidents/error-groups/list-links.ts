import { type errorGroups, incidentErrorGroups } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import { accessTo } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { idsMergedInto, loadStandingGroup, seesGroup } from "../../logs/index.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Incident, IncidentErrorGroup } from "../incident-ref.ts";

const permission = "incidents:read";

/** The error groups of an incident, as they were linked. */
export async function listLinksOf(ctx: Context, { workspaceId, id }: Incident, page: PageArgs) {
  const where = eq(incidentErrorGroups.incidentId, id);
  const table = incidentErrorGroups;
  return await listRows(ctx, { table, workspaceId, permission, page, where, newestFirst: false });
}

/** The incidents that an error group, or one that was merged into it, is linked to; the newest link first. */
export async function listLinksTo(ctx: Context, group: typeof errorGroups.$inferSelect, page: PageArgs) {
  const where = inArray(incidentErrorGroups.errorGroupId, idsMergedInto(group));
  return await listRows(ctx, {
    table: incidentErrorGroups,
    workspaceId: group.workspaceId,
    permission,
    page,
    where,
  });
}

/** The groups that stand for what is linked to an incident, each once. */
export async function linkedGroups(ctx: Context, { workspaceId, id }: Pick<Incident, "workspaceId" | "id">) {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ groupId: incidentErrorGroups.errorGroupId })
      .from(incidentErrorGroups)
      .where(and(eq(incidentErrorGroups.workspaceId, workspaceId), eq(incidentErrorGroups.incidentId, id))),
  );
  const groups = await Promise.all(rows.map(({ groupId }) => loadStandingGroup(ctx, workspaceId, groupId)));
  return [...new Map(groups.flatMap((group) => (group ? [[group.id, group] as const] : []))).values()];
}

/** The group that stands for what a link names; null for who does not see it. */
export async function linkedGroup(ctx: Context, { workspaceId, errorGroupId }: IncidentErrorGroup) {
  const group = await loadStandingGroup(ctx, workspaceId, errorGroupId);
  return group && (await mayRead(ctx, group)) ? group : null;
}

/** Whether the actor may read what a group says: it needs `logs:read`, and for a key of one environment a group of that one. */
export async function mayRead(ctx: Context, group: typeof errorGroups.$inferSelect): Promise<boolean> {
  const access = await accessTo(ctx, group.workspaceId);
  return access?.allows("logs:read") === true && seesGroup(ctx, group);
}
