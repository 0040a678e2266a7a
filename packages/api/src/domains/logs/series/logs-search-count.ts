import { savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { decodeId } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { defineSeries } from "../../alerts/index.ts";
import { countSteps } from "../query/count-steps.ts";
import { resolveSearch } from "../query/resolve-search.ts";
import type { SavedSearch } from "../saved-searches/saved-search-ref.ts";

/** How many entries a saved search finds: what rules over logs and the guards of rollouts stand on. */
export const logsSearchCount = defineSeries({
  name: "logs.search_count",
  description: "Log entries that a saved search finds, by when they happened.",
  unit: "entries",
  dimensions: [{ name: "search", description: "The saved search's id, `search_…`. A filter by it is needed." }],
  async read(ctx, options) {
    const { search: wanted } = options.filter;
    if (!wanted)
      throw new PreconditionError(
        "logs.search_count is measured for one saved search.",
        "Filter by `search`, with its id.",
      );
    const search = await requireShared(ctx, options.workspaceId, wanted);
    const { filter } = await resolveSearch(ctx, options.workspaceId, { query: search.query });
    return await countSteps(ctx, options, filter, { search: wanted });
  },
});

/** @throws PreconditionError in words for whoever reads why a rule cannot be evaluated */
async function requireShared(ctx: Context, workspaceId: string, id: string): Promise<SavedSearch> {
  const uuid = id.startsWith("search_") ? decodeId("search", id) : id;
  const [search] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(savedSearches)
      .where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, uuid))),
  );
  if (!search) throw new PreconditionError(`There is no saved search ${id} any more.`, "Choose another search.");
  if (!search.shared)
    throw new PreconditionError("A rule cannot stand on a search that only its maker sees.", "Share the search.");
  return search;
}
