import type { Db } from "@plumbline/db";
import { savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { isVisible } from "./saved-search-fields.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

/**
 * The saved search, locked. Somebody else's own one is as if it were not there.
 * @throws NotFoundError
 */
export async function requireSavedSearch(tx: Db, ctx: Context, workspaceId: string, id: string): Promise<SavedSearch> {
  const [search] = await tx
    .select()
    .from(savedSearches)
    .where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, id)))
    .for("update");
  if (!search || !isVisible(ctx, search)) throw unknownRow("saved search");
  return search;
}
