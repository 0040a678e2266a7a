import { compileLogMatcher, type LogQuery } from "@plumbline/sdk/logs/query";
import { authorize } from "../../../service/authorize.ts";
import { type Context, createContext } from "../../../service/context.ts";
import { ResyncRequiredError } from "../../../service/errors.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { readSearch } from "../query/read-search.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { LogTail } from "./log-tail.ts";
import { matchBudgetOf } from "./match-budget.ts";
import { readTailCursor } from "./tail-cursor.ts";

export interface TailLogsOptions {
  workspaceId: string;
  search: LogSearchInput;
  /** The cursor to continue after; null begins with what arrives next. */
  after: string | null;
  /** Milliseconds between two looks at the reader's rights while nothing is found. Default 15,000. */
  quietMs?: number;
}

/**
 * Follows what arrives and matches; for an API key, only what is of its environment. Nothing is lost silently: what a slow reader
 * does not take is counted in `skipped`, and who resumes with a cursor gets what came meanwhile, or RESYNC_REQUIRED.
 * @throws InvalidInputError for a search or cursor that cannot be read
 * @throws ResyncRequiredError when the cursor is ahead of what is stored
 */
export async function tailLogs(ctx: Context, options: TailLogsOptions): Promise<LogTail> {
  const { workspaceId, search, after } = options;
  await authorize(ctx, workspaceId, "logs:read");
  const { app, actor } = ctx;
  const query = readSearch(search);
  const matches = compileLogMatcher(query, app.clock.now().getTime());
  const since = search.since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const until = search.until?.getTime() ?? Number.POSITIVE_INFINITY;
  const own = ownEnvironment(ctx);
  const from = after === null ? null : readTailCursor(after);
  if (from !== null && from > (await logStoreOf(app).safeSeq()))
    throw new ResyncRequiredError(
      "This cursor is ahead of everything that is stored.",
      "Read the newest page, then follow without a cursor.",
    );
  const tail = new LogTail({
    app,
    workspaceId,
    after: from,
    quietMs: options.quietMs,
    budget: triesPattern(query) ? matchBudgetOf(app, workspaceId) : null,
    matches: ({ line, matchable }) =>
      (own === null || line.environmentId === own) &&
      matchable.time >= since &&
      matchable.time < until &&
      matches(matchable),
    // A new context: an old one remembers what its actor was allowed.
    recheck: () => authorize(createContext({ app, actor }), workspaceId, "logs:read"),
  });
  return await tail.start();
}

function triesPattern(query: LogQuery): boolean {
  switch (query?.kind) {
    case "and":
      return query.all.some(triesPattern);
    case "or":
      return query.any.some(triesPattern);
    case "not":
      return triesPattern(query.node);
    case "field":
      return query.test.op === "regex";
    default:
      return query?.kind === "regex";
  }
}
