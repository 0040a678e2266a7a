import type { LogLine } from "../query/log-line.ts";

/** What a tail is told at once. */
export interface LogTailBatch {
  readonly cursor: string;
  /** Entries left out before these: they came faster than the reader took them, or than there was time to look at them. */
  readonly skipped: number;
  /** The same list for all tails of one search that are told it. */
  readonly entries: readonly LogLine[];
}

/** Entries that wait for a slow reader; entries that are handed over at once. */
const mostWaiting = 2000;
const batchSize = 250;

/** Lists that are handed over as they are. */
export function inBatches(lines: readonly LogLine[]): (readonly LogLine[])[] {
  const batches: (readonly LogLine[])[] = [];
  for (let from = 0; from < lines.length; from += batchSize) batches.push(lines.slice(from, from + batchSize));
  return batches;
}

/** Matching entries between the feed, which never waits, and a reader that may be slow: the oldest give way, and are counted. */
export interface TailQueue {
  /** @param untried entries that nobody found time to look at */
  push(batches: readonly (readonly LogLine[])[], position: number, untried?: number): void;
  /** Keeps the newest batch alone. */
  cutDown(): void;
  /** What comes next, with a word about what was left out; null when there is nothing to tell. */
  shift(): { skipped: number; entries: readonly LogLine[]; position: number } | null;
  size(): number;
}

export function createTailQueue(): TailQueue {
  const waiting: (readonly LogLine[])[] = [];
  let size = 0;
  let skipped = 0;
  let seen = 0;

  function dropUntil(most: number): void {
    while (size > most && waiting.length > 1) {
      const over = waiting.shift()?.length ?? 0;
      size -= over;
      skipped += over;
    }
  }

  return {
    push(batches, position, untried = 0) {
      seen = position;
      skipped += untried;
      for (const batch of batches) {
        waiting.push(batch);
        size += batch.length;
      }
      if (size > mostWaiting) dropUntil(mostWaiting / 2);
    },
    cutDown: () => dropUntil(0),
    shift() {
      if (waiting.length === 0 && skipped === 0) return null;
      const entries = waiting.shift() ?? [];
      size -= entries.length;
      const told = { skipped, entries, position: waiting.length > 0 ? (entries.at(-1)?.seq ?? seen) : seen };
      skipped = 0;
      return told;
    },
    size: () => size,
  };
}
