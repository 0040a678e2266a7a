import { environments } from "@plumbline/db/schema";
import { and, ilike, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** Which environments; what is left out does not narrow. */
export interface EnvironmentFilter {
  /** Default false: those in use. */
  archived?: boolean | null;
  keys?: readonly string[] | null;
  /** Part of the name or the key. */
  search?: string | null;
}

/** Environments of the workspace, by creation, the oldest first. */
export async function listEnvironments(ctx: Context, workspaceId: string, page: PageArgs, filter: EnvironmentFilter) {
  const like = `%${(filter.search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    filter.archived ? isNotNull(environments.archivedAt) : isNull(environments.archivedAt),
    filter.keys ? inArray(environments.key, [...filter.keys]) : undefined,
    filter.search ? or(ilike(environments.name, like), ilike(environments.key, like)) : undefined,
  );
  return await listRows(ctx, {
    table: environments,
    workspaceId,
    permission: "environments:read",
    page,
    where,
    newestFirst: false,
  });
}
