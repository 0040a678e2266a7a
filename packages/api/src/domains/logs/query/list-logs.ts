import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogLine } from "./log-line.ts";
import { readPosition, writePosition } from "./log-position.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { resolveSearch } from "./resolve-search.ts";

/**
 * Log entries, the newest first.
 * @throws InvalidInputError for a search that cannot be read
 * @throws TooLargeError when it took too long; it says how to narrow
 */
export async function listLogs(ctx: Context, workspaceId: string, page: PageArgs, input: LogSearchInput) {
  await authorize(ctx, workspaceId, "logs:read");
  const { filter, since, until } = await resolveSearch(ctx, workspaceId, input);
  const position = (key: string | undefined, path: string) => (key === undefined ? undefined : readPosition(key, path));
  return await paginate<LogLine>(page, writePosition, async ({ limit, after, before, inverted }) => {
    const beyond = { after: position(after, "after"), before: position(before, "before") };
    const entries = await logStoreOf(ctx.app).page(workspaceId, {
      filter,
      since,
      until,
      after: inverted ? beyond.before : beyond.after,
      before: inverted ? beyond.after : beyond.before,
      order: inverted ? "oldest first" : "newest first",
      limit,
    });
    return entries.map((entry) => ({ ...entry, workspaceId }));
  });
}
