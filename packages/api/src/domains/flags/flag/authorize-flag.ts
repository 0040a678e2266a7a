import { flags } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import type { Permission } from "../../../service/permissions.ts";
import { authorizeRow } from "../../workspaces/index.ts";

/** The workspace of a flag, for an actor that may do this there. Default: change flags. */
export async function authorizeFlag(ctx: Context, id: string, permission: Permission = "flags:write"): Promise<string> {
  return await authorizeRow(ctx, { table: flags, id, permission, noun: "flag" });
}
