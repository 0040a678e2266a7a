import { tenants } from "@plumbline/db/schema";
import { and, ilike, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** Which tenants; what is left out does not narrow. */
export interface TenantFilter {
  /** Default false: those in use. */
  archived?: boolean | null;
  keys?: readonly string[] | null;
  /** Part of the name or the key. */
  search?: string | null;
}

/** Tenants of the workspace, by key. */
export async function listTenants(ctx: Context, workspaceId: string, page: PageArgs, filter: TenantFilter) {
  const like = `%${(filter.search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    filter.archived ? isNotNull(tenants.archivedAt) : isNull(tenants.archivedAt),
    filter.keys ? inArray(tenants.key, [...filter.keys]) : undefined,
    filter.search ? or(ilike(tenants.name, like), ilike(tenants.key, like)) : undefined,
  );
  return await listRows(ctx, {
    table: tenants,
    workspaceId,
    permission: "tenants:read",
    page,
    where,
    by: "key",
    newestFirst: false,
  });
}
