import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { meantBy } from "./meant-by.ts";

/** How many entries a deletion would delete now. Nothing is deleted. */
export async function previewLogDeletion(ctx: Context, workspaceId: string, search: LogSearchInput): Promise<number> {
  await authorize(ctx, workspaceId, "logs:delete");
  return await logStoreOf(ctx.app).countMeant(workspaceId, await meantBy(ctx, workspaceId, search));
}
