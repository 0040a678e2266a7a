import { logRedactionRules } from "@plumbline/db/schema";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";

/** The workspace's own redaction rules, the newest first. */
export async function listLogRedactionRules(ctx: Context, workspaceId: string, page: PageArgs) {
  return await listRows(ctx, { table: logRedactionRules, workspaceId, permission: "logs:read", page });
}
