import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { TooLargeError } from "../../../service/errors.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { resolveSearch } from "./resolve-search.ts";
import { spanOf } from "./span-of.ts";

/** How many entries match. */
export interface LogCount {
  readonly count: number;
  /** False: so many were found in the time that counting may take, and there are more. */
  readonly exact: boolean;
}

/** Milliseconds that counting may take before it answers with what it has. */
const countMs = 1500;

/**
 * Counts from the newest stretch to the oldest, each twice as long as all before it, and stops when its time is over: what is told
 * is exact, or clearly said to be more than that.
 */
export async function countLogs(ctx: Context, workspaceId: string, input: LogSearchInput): Promise<LogCount> {
  await authorize(ctx, workspaceId, "logs:read");
  const { filter, since, until } = await resolveSearch(ctx, workspaceId, input);
  const span = await spanOf(ctx, { since, until });
  const store = logStoreOf(ctx.app);
  const startedAt = performance.now();
  let count = 0;
  let end = span.until;
  for (let length = 3_600_000_000; end > span.since; length *= 4) {
    const begin = Math.max(span.since, end - length);
    const left = Math.ceil(countMs - (performance.now() - startedAt));
    if (left <= 0) return { count, exact: false };
    try {
      const stepMicros = end - begin;
      const rows = await store.histogram(workspaceId, {
        filter,
        since: begin,
        until: end,
        stepMicros,
        timeoutMs: left,
      });
      count += rows.reduce((sum, row) => sum + row.count, 0);
    } catch (error) {
      if (error instanceof TooLargeError) return { count, exact: false };
      throw error;
    }
    end = begin;
  }
  return { count, exact: true };
}
