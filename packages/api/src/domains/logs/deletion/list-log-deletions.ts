import { logDeletions } from "@plumbline/db/schema";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import { seenDeletions } from "./seen-deletions.ts";

/** Deletions by filter, the newest first; for an API key those of its environment. */
export async function listLogDeletions(ctx: Context, workspaceId: string, page: PageArgs) {
  const where = seenDeletions(ctx);
  return await listRows(ctx, { table: logDeletions, workspaceId, permission: "logs:delete", page, where });
}
