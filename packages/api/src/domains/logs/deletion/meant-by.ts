import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { resolveSearch } from "../query/resolve-search.ts";
import type { LogDeletionQuery } from "../store/log-store.ts";

/**
 * The filter of a deletion, as the store takes it.
 * @throws InvalidInputError for one that means everything: that is what retention is for
 */
export async function meantBy(ctx: Context, workspaceId: string, search: LogSearchInput): Promise<LogDeletionQuery> {
  const { query, filter, since, until } = await resolveSearch(ctx, workspaceId, search);
  if (query === null && since === undefined && until === undefined)
    throw new InvalidInputError(
      [{ path: ["filter"], message: "means every entry of the workspace." }],
      "Name a tenant, a span of time, an attribute or words; to keep less of everything, shorten the retention.",
    );
  return { filter, since, until };
}
