const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** When the attempts of one message are made, in milliseconds after the first. Close together at first: what is sent here is mostly urgent. */
export const attemptOffsets = [
  0,
  3 * second,
  15 * second,
  45 * second,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  40 * minute,
  90 * minute,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
] as const;

/** Longest wait that a far side may ask for, in milliseconds. */
export const longestPauseMs = 6 * hour;

/** Two attempts of one message are at least this far apart, however late the schedule runs, in milliseconds. */
const leastGapMs = 2 * second;

export interface NextAttemptOptions {
  /** When the schedule began. */
  from: Date;
  /** Attempts of this schedule that were made. */
  made: number;
  now: Date;
  /** What the far side asked for, in milliseconds; 0 for nothing. */
  retryAfterMs: number;
  /** From 0 to 1; default at random. Messages that failed together are not to come back together. */
  jitter?: number;
}

/** When the next attempt is made, or null when the schedule has ended. */
export function nextAttemptAt(options: NextAttemptOptions): Date | null {
  const { from, made, now, retryAfterMs, jitter = Math.random() } = options;
  const offset = attemptOffsets[made];
  if (offset === undefined) return null;
  const gap = offset - (attemptOffsets[made - 1] ?? 0);
  const asked = Math.min(retryAfterMs, longestPauseMs);
  const earliest = now.getTime() + Math.max(leastGapMs, asked);
  return new Date(Math.max(from.getTime() + offset, earliest) + Math.round((gap * jitter) / 5));
}
