/** Hours of a day that share one text index while the day is not over. Searches cut the day at the same places. */
export const textHours = 3;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Milliseconds after a stretch, or a day, during which entries still come late in numbers. */
const settledMs = 600_000;

/** Whether a day is recent enough to have no text index of its own yet, only those of its hours. */
export function isByHours(dayStart: number, now: number): boolean {
  return dayStart + dayMs + 4 * hourMs > now;
}

/** The beginnings of the stretches of a day that are over. */
export function closedHours(dayStart: number, now: number): number[] {
  return startsOf(dayStart).filter((start) => start + textHours * hourMs + settledMs <= now);
}

/** Where a day is cut. */
export function startsOf(dayStart: number): number[] {
  return Array.from({ length: 24 / textHours }, (_, n) => dayStart + n * textHours * hourMs);
}
