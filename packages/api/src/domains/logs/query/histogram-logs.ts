import { type LogLevel, levelOf, logLevels } from "@plumbline/sdk/logs/query";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { resolveSearch } from "./resolve-search.ts";
import { spanOf } from "./span-of.ts";

/** One bar: how many entries of each level fell into it. */
export interface LogHistogramBar {
  readonly from: Date;
  readonly to: Date;
  readonly counts: readonly { readonly level: LogLevel; readonly count: number }[];
}

/** Counts by time and level. */
export interface LogHistogram {
  readonly stepSeconds: number;
  readonly bars: readonly LogHistogramBar[];
  readonly total: number;
}

/** Steps that people read, in seconds. */
const steps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400];
const mostBars = 200;

/**
 * Entries by time and level, from `since` to `until` (default: the last 24 hours), every step of it also where there were none.
 * @throws InvalidInputError when `bars` is not from 1 to 200
 */
export async function histogramLogs(
  ctx: Context,
  workspaceId: string,
  input: LogSearchInput,
  bars: number,
): Promise<LogHistogram> {
  await authorize(ctx, workspaceId, "logs:read");
  if (bars < 1 || bars > mostBars)
    throw new InvalidInputError([{ path: ["bars"], message: `must be from 1 to ${mostBars}.` }]);
  const { filter, ...asked } = await resolveSearch(ctx, workspaceId, input);
  const now = ctx.app.clock.now().getTime() * 1000;
  const span = await spanOf(ctx, {
    since: asked.since ?? (asked.until ?? now) - 86_400_000_000,
    until: asked.until ?? now,
  });
  const seconds = (span.until - span.since) / 1_000_000;
  const stepSeconds = steps.find((step) => seconds / step <= bars) ?? Math.ceil(seconds / bars / 86_400) * 86_400;
  const stepMicros = stepSeconds * 1_000_000;
  const since = Math.floor(span.since / stepMicros) * stepMicros;
  const rows = await logStoreOf(ctx.app).histogram(workspaceId, { filter, since, until: span.until, stepMicros });
  const counts = new Map<number, Map<LogLevel, number>>();
  for (const { step, severity, count } of rows) {
    const bar = counts.get(step) ?? new Map<LogLevel, number>();
    counts.set(step, bar.set(levelOf(severity), (bar.get(levelOf(severity)) ?? 0) + count));
  }
  const length = Math.ceil((span.until - since) / stepMicros);
  return {
    stepSeconds,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    bars: Array.from({ length }, (_, step) => ({
      from: new Date((since + step * stepMicros) / 1000),
      to: new Date((since + (step + 1) * stepMicros) / 1000),
      counts: logLevels.flatMap((level) => {
        const count = counts.get(step)?.get(level);
        return count ? [{ level, count }] : [];
      }),
    })),
  };
}
