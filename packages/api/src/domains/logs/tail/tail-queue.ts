import type { LogLine } from "../query/log-line.ts";

/** What a tail is told at once. */
export interface LogTailBatch {
  readonly cursor: string;
  /** Entries left out before these: they came faster than the reader took them, or than its regular expression could be tried on them. */
  readonly skipped: number;
  readonly entries: readonly LogLine[];
}

/** Entries that wait for a slow reader; entries that are handed over at once. */
const mostWaiting = 2000;
const batchSize = 250;

/** Matching entries between the feed, which never waits, and a reader that may be slow: the oldest give way, and are counted. */
export interface TailQueue {
  /** @param untried entries that nobody found time to look at */
  push(lines: readonly LogLine[], position: number, untried?: number): void;
  /** What waits now, with a word about what was left out; null when there is nothing to tell. */
  shift(): { skipped: number; entries: LogLine[]; position: number } | null;
  size(): number;
}

export function createTailQueue(): TailQueue {
  let waiting: LogLine[] = [];
  let skipped = 0;
  let seen = 0;
  return {
    push(lines, position, untried = 0) {
      seen = position;
      skipped += untried;
      waiting.push(...lines);
      if (waiting.length <= mostWaiting) return;
      const over = waiting.length - mostWaiting / 2;
      waiting = waiting.slice(over);
      skipped += over;
    },
    shift() {
      if (waiting.length === 0 && skipped === 0) return null;
      const entries = waiting.splice(0, batchSize);
      const told = { skipped, entries, position: waiting.length > 0 ? (entries.at(-1)?.seq ?? seen) : seen };
      skipped = 0;
      return told;
    },
    size: () => waiting.length,
  };
}
