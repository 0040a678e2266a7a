import type { Context } from "../../../service/context.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

/** Whose a saved search is, as its reader sees it; `nobody` when an API key made it. */
export type Whose = "you" | "another" | "nobody";

/** Says whose a saved search is. */
export function whoseSearch({ actor }: Context, { ownerId }: Pick<SavedSearch, "ownerId">): Whose {
  if (ownerId === null) return "nobody";
  return actor.type === "user" && actor.userId === ownerId ? "you" : "another";
}
