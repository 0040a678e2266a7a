import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError, InvalidInputError } from "../../../service/errors.ts";
import { lineFields } from "../query/line-json.ts";
import { readLogEntryId } from "../query/log-position.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { resolveSearch } from "../query/resolve-search.ts";
import type { LogEntry } from "../store/log-entry.ts";
import { readPages } from "./read-pages.ts";

/** Rows that a viewer may hold, and be given in one go. */
const mostRows = 100_000;

export interface ReadLogRowsOptions {
  workspaceId: string;
  search: LogSearchInput;
  /** The id of the last row that is there already; null begins with the newest. */
  after: string | null;
  /** Rows at most, up to 100,000. */
  limit: number;
}

/**
 * What rows of the console's viewer show of entries, the newest first, as lines of JSON. It is reading, as a page of a list is, and no
 * download: attributes and resources are left out, and the audit log tells nothing of it.
 * @returns chunks of text
 * @throws ForbiddenError without `logs:export`, and for API keys, which download instead
 * @throws TooLargeError, RateLimitedError when its first page cannot be read
 */
export async function readLogRows(ctx: Context, options: ReadLogRowsOptions): Promise<AsyncGenerator<string>> {
  const { workspaceId, search, after, limit } = options;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= mostRows))
    throw new InvalidInputError([{ path: ["limit"], message: "must be a whole number from 1 to 100,000." }]);
  await authorize(ctx, workspaceId, "logs:export");
  if (ctx.actor.type !== "user") {
    throw new ForbiddenError(
      "logs:export",
      "Rows are for the console's viewer.",
      "Download from /export/logs instead.",
    );
  }
  const query = await resolveSearch(ctx, workspaceId, search);
  const from = after === null ? undefined : readLogEntryId(after, "after");
  const pages = readPages(ctx, { workspaceId, query, from, limit });
  // A search that is refused says so now: once the answer has begun, it could only break off.
  const first = await pages.next();
  return write(workspaceId, first.done ? [] : first.value, pages);
}

async function* write(
  workspaceId: string,
  first: readonly LogEntry[],
  others: AsyncIterable<readonly LogEntry[]>,
): AsyncGenerator<string> {
  const rows = (page: readonly LogEntry[]) => page.map((entry) => rowLine(entry, workspaceId)).join("");
  if (first.length > 0) yield rows(first);
  for await (const page of others) if (page.length > 0) yield rows(page);
}

function rowLine(entry: LogEntry, workspaceId: string): string {
  const { id, time, level, service, tenant, body } = lineFields({ ...entry, workspaceId });
  return `${JSON.stringify({ id, time, level, service, tenant, body })}\n`;
}
