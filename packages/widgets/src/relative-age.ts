const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long ago, short enough for a line's end: `9 s`, `41 min`, `3 h`, `12 d`. The unit stands after a no-break space.
 * @param now milliseconds since 1970
 */
export function relativeAge(at: string | Date, now: number): string {
  const ms = Math.max(0, now - new Date(at).getTime());
  if (ms < minute) return `${Math.floor(ms / 1000)}\u00a0s`;
  if (ms < hour) return `${Math.floor(ms / minute)}\u00a0min`;
  if (ms < 2 * day) return `${Math.floor(ms / hour)}\u00a0h`;
  return `${Math.floor(ms / day)}\u00a0d`;
}

/** The exact moment in the reader's own zone, for pointing at. */
export function exactTime(at: string | Date): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" }).format(new Date(at));
}
