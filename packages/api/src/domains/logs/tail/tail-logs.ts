import { authorize } from "../../../service/authorize.ts";
import { type Context, createContext } from "../../../service/context.ts";
import { ResyncRequiredError } from "../../../service/errors.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { LogTail } from "./log-tail.ts";
import { readTailCursor } from "./tail-cursor.ts";
import { readTailSearch } from "./tail-search.ts";

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
 * @throws RateLimitedError when the reader, or the workspace, has too many tails open here
 * @throws ResyncRequiredError when the cursor is ahead of what is stored
 */
export async function tailLogs(ctx: Context, options: TailLogsOptions): Promise<LogTail> {
  const { workspaceId, search, after } = options;
  await authorize(ctx, workspaceId, "logs:read");
  const { app, actor } = ctx;
  const wanted = readTailSearch(app, { workspaceId, search, environmentId: ownEnvironment(ctx) });
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
    search: wanted,
    actor,
    // A new context: an old one remembers what its actor was allowed.
    recheck: () => authorize(createContext({ app, actor }), workspaceId, "logs:read"),
  });
  return await tail.start();
}
