import { services } from "@plumbline/db/schema";
import { and, ilike, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** Which services; what is left out does not narrow. */
export interface ServiceFilter {
  /** Default false: those in use. */
  archived?: boolean | null;
  keys?: readonly string[] | null;
  /** Part of the name or the key. */
  search?: string | null;
}

/** Services of the workspace, by key. */
export async function listServices(ctx: Context, workspaceId: string, page: PageArgs, filter: ServiceFilter) {
  const like = `%${(filter.search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    filter.archived ? isNotNull(services.archivedAt) : isNull(services.archivedAt),
    filter.keys ? inArray(services.key, [...filter.keys]) : undefined,
    filter.search ? or(ilike(services.name, like), ilike(services.key, like)) : undefined,
  );
  return await listRows(ctx, {
    table: services,
    workspaceId,
    permission: "services:read",
    page,
    where,
    by: "key",
    newestFirst: false,
  });
}
