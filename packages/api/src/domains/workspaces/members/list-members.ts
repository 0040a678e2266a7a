import { members } from "@plumbline/db/schema";
import { inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import type { Role } from "../../../service/permissions.ts";
import { listRows } from "../list-rows.ts";

/** Members of the workspace, those who came first at the top. */
export async function listMembers(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  filter: { roles?: readonly Role[] | null },
) {
  const where = filter.roles ? inArray(members.role, [...filter.roles]) : undefined;
  return await listRows(ctx, {
    table: members,
    workspaceId,
    permission: "members:read",
    page,
    where,
    newestFirst: false,
  });
}
