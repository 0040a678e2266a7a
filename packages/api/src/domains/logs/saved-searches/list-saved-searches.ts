import { savedSearches } from "@plumbline/db/schema";
import { eq, or } from "drizzle-orm";
import { loadNode } from "../../../graphql/load-node.ts";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import { isVisible } from "./saved-search-fields.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

/** Everybody's saved searches and the actor's own, the newest first. */
export async function listSavedSearches(ctx: Context, workspaceId: string, page: PageArgs) {
  const { actor } = ctx;
  const own = actor.type === "user" ? eq(savedSearches.ownerId, actor.userId) : undefined;
  const where = or(eq(savedSearches.shared, true), own);
  return await listRows(ctx, { table: savedSearches, workspaceId, permission: "logs:read", page, where });
}

/** One by its id; somebody else's own one is as if it were not there. */
export async function findSavedSearch(id: string, ctx: Context): Promise<SavedSearch | null> {
  const search = await loadNode(savedSearches, "logs:read")(id, ctx);
  return search && isVisible(ctx, search) ? search : null;
}
