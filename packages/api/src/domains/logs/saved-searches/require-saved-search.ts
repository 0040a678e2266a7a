import type { Db } from "@plumbline/db";
import { savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { accessTo } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError } from "../../../service/errors.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { isVisible } from "./saved-search-fields.ts";
import type { SavedSearch } from "./saved-search-ref.ts";
import { whoseSearch } from "./whose-search.ts";

/**
 * The saved search, locked, for who may change it: its owner, who manages everybody's, and for one that an API key made whoever may
 * save. Somebody else's own one is as if it were not there.
 * @throws NotFoundError
 * @throws ForbiddenError for another member's without `saved_searches:manage`
 */
export async function requireSavedSearch(tx: Db, ctx: Context, workspaceId: string, id: string): Promise<SavedSearch> {
  const [search] = await tx
    .select()
    .from(savedSearches)
    .where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, id)))
    .for("update");
  if (!search || !isVisible(ctx, search)) throw unknownRow("saved search");
  if (whoseSearch(ctx, search) === "another" && !(await accessTo(ctx, workspaceId))?.allows("saved_searches:manage")) {
    throw new ForbiddenError(
      "saved_searches:manage",
      `“${search.name}” belongs to ${search.madeBy}, who alone may change it, beside owners and admins.`,
      "Ask one of them, or save the search under a name of your own.",
    );
  }
  return search;
}
