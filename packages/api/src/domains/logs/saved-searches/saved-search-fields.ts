import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { readSearch } from "../query/read-search.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

/** What a saved search is made of. */
export const savedSearchFields = {
  name: z.string().trim().min(1, "must not be empty.").max(100),
  /** In the search box's language. */
  query: z.string().trim().max(4000),
  /** Default false for members; an API key's is always shared. */
  shared: z.boolean().nullish(),
};

/** @throws InvalidInputError when the search cannot be read */
export function requireReadable(query: string): void {
  readSearch({ query });
}

/** Whether the actor sees it: everybody's, and their own. */
export function isVisible({ actor }: Context, { shared, ownerId }: Pick<SavedSearch, "shared" | "ownerId">): boolean {
  return shared || actor.type === "system" || (actor.type === "user" && actor.userId === ownerId);
}
