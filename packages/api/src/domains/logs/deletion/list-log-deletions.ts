import { logDeletions } from "@plumbline/db/schema";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** Deletions by filter, the newest first. */
export async function listLogDeletions(ctx: Context, workspaceId: string, page: PageArgs) {
  return await listRows(ctx, { table: logDeletions, workspaceId, permission: "logs:delete", page });
}
