import type { Context } from "../../../service/context.ts";
import type { ReadSeriesOptions, SeriesPoint } from "../../alerts/index.ts";
import type { LogFilter } from "../store/log-filter.ts";
import { logStoreOf } from "../store/log-store-of.ts";

/** The counts of a filter by whole steps that have ended. No entry is a measurement too: zero. */
export async function countSteps(
  { app }: Context,
  { workspaceId, from, to, stepSeconds }: ReadSeriesOptions,
  filter: LogFilter,
  dimensions: Readonly<Record<string, string>>,
): Promise<SeriesPoint[]> {
  const stepMs = stepSeconds * 1000;
  const since = Math.ceil(from.getTime() / stepMs) * stepMs;
  const until = Math.floor(to.getTime() / stepMs) * stepMs;
  if (until <= since) return [];
  const span = { since: since * 1000, until: until * 1000, stepMicros: stepMs * 1000 };
  const counts = new Map<number, number>();
  for (const { step, count } of await logStoreOf(app).histogram(workspaceId, { filter, ...span }))
    counts.set(step, (counts.get(step) ?? 0) + count);
  return Array.from({ length: (until - since) / stepMs }, (_, step) => ({
    at: new Date(since + (step + 1) * stepMs),
    value: counts.get(step) ?? 0,
    dimensions,
  }));
}
