import type { LogLine } from "../query/log-line.ts";
import type { Arrival } from "./arrival.ts";
import { matchArrivals } from "./match-arrivals.ts";
import { inBatches } from "./tail-queue.ts";
import type { TailSearch } from "./tail-search.ts";

/** Who follows a workspace's logs in this process. */
export interface LogFollower {
  /** What was found among everything that arrived, in its order; each entry once. `position` is the last seq that was looked at. */
  take(batches: readonly (readonly LogLine[])[], position: number, untried: number): void;
  /** Reading failed for good; nothing more comes. */
  fail(error: unknown): void;
}

/** The tails of a workspace that look for the same: what arrives is held against their search once, and found in the same lists. */
export interface SearchGroup {
  readonly followers: Set<LogFollower>;
  /** Everything up to here was handed out to them. */
  position(): number;
  /** Looks at arrivals, and hands on what was found. */
  deliver(arrivals: readonly Arrival[], position: number): void;
  /** Hands on that nobody looked at these. */
  passOver(count: number, position: number): void;
}

/** @param begun where the feed is: what was handed out before the first delivery is not theirs */
export function createSearchGroup(search: TailSearch, begun: () => number): SearchGroup {
  const followers = new Set<LogFollower>();
  let reached: number | null = null;

  // In one turn of the event loop: who resumes joins either before or after it.
  function tell(batches: readonly (readonly LogLine[])[], position: number, untried: number): void {
    reached = position;
    for (const follower of followers) follower.take(batches, position, untried);
  }

  return {
    followers,
    position: () => reached ?? begun(),
    deliver(arrivals, position) {
      const { lines, untried } = matchArrivals(search, arrivals);
      tell(inBatches(lines), position, untried);
    },
    passOver: (count, position) => tell([], position, count),
  };
}
