import type { savedSearches } from "@plumbline/db/schema";
import { registerIdPrefix } from "../../../graphql/ids.ts";

registerIdPrefix("SavedSearch", "search");

/** One row of `saved_searches`. */
export type SavedSearch = typeof savedSearches.$inferSelect;
