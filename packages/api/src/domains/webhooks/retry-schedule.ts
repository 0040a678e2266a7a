const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** When the attempts of one message are made, in milliseconds after the first; a little over a day of trying in all. */
export const attemptOffsets = [
  0,
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  24 * hour,
] as const;

/** How long everything must have failed before an endpoint is switched off, in milliseconds. */
export const disableAfterMs = 24 * hour;

/** Longest wait that an endpoint may ask for with `Retry-After`, in milliseconds. */
const longestRetryAfterMs = 24 * hour;

/** Two attempts of one message are at least this far apart, however late the schedule runs, in milliseconds. */
const leastGapMs = 5 * second;

export interface NextAttemptOptions {
  /** When the schedule began. */
  from: Date;
  /** Attempts of this schedule that were made. */
  made: number;
  now: Date;
  /** What the endpoint asked for, in milliseconds; 0 for nothing. */
  retryAfterMs: number;
}

/** When the next attempt is made, or null when the schedule has ended. */
export function nextAttemptAt({ from, made, now, retryAfterMs }: NextAttemptOptions): Date | null {
  const offset = attemptOffsets[made];
  if (offset === undefined) return null;
  const asked = Math.min(retryAfterMs, longestRetryAfterMs);
  return new Date(Math.max(from.getTime() + offset, now.getTime() + Math.max(leastGapMs, asked)));
}
