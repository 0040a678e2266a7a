import type { LogLine } from "../query/log-line.ts";
import type { Arrival } from "./arrival.ts";
import type { TailSearch } from "./tail-search.ts";

/** What a search found among arrivals. */
export interface Found {
  readonly lines: readonly LogLine[];
  /** Entries at the end on which there was no time to try it. */
  readonly untried: number;
}

/** Tries a search on each arrival, as far as there is time for it. */
export function matchArrivals({ matches, budget }: TailSearch, arrivals: readonly Arrival[]): Found {
  if (!budget) return { lines: arrivals.filter(matches).map(({ line }) => line), untried: 0 };
  const lines: LogLine[] = [];
  for (const [tried, arrival] of arrivals.entries()) {
    if (!budget.left()) return { lines, untried: arrivals.length - tried };
    const startedAt = performance.now();
    if (matches(arrival)) lines.push(arrival.line);
    budget.spend(performance.now() - startedAt);
  }
  return { lines, untried: 0 };
}
