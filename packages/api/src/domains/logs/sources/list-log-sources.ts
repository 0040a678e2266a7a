import { logSources } from "@plumbline/db/schema";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** Who delivered logs, the newest source first. */
export async function listLogSources(ctx: Context, workspaceId: string, page: PageArgs) {
  return await listRows(ctx, { table: logSources, workspaceId, permission: "logs:read", page });
}
