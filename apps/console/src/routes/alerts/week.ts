const dayMs = 86_400_000;

/** Seven days of the reader's calendar, from a Monday on. */
export interface Week {
  /** Local midnights: eight of them, the last is the week's end. */
  days: readonly Date[];
  from: Date;
  to: Date;
}

/** The week that lies so many weeks from the present one. Days are as long as they are: 23 or 25 hours at a change of the clocks. */
export function weekAt(offset: number, now = new Date()): Week {
  const monday = now.getDate() - ((now.getDay() + 6) % 7) + offset * 7;
  const days = Array.from({ length: 8 }, (_, n) => new Date(now.getFullYear(), now.getMonth(), monday + n));
  const [from = now] = days;
  return { days, from, to: days[7] ?? new Date(from.getTime() + 7 * dayMs) };
}

/** Where a moment lies in a week, from 0 to 1, cut at its ends. */
export function placeIn({ from, to }: Week, at: string | number | Date): number {
  const share = (new Date(at).getTime() - from.getTime()) / (to.getTime() - from.getTime());
  return Math.min(1, Math.max(0, share));
}

/** The whole hour that lies at a place of a week. */
export function hourAt({ from, to }: Week, place: number): Date {
  const at = from.getTime() + Math.min(1, Math.max(0, place)) * (to.getTime() - from.getTime());
  const hour = new Date(at);
  hour.setMinutes(hour.getMinutes() < 30 ? 0 : 60, 0, 0);
  return hour;
}

/** A moment as `<input type="datetime-local">` takes it, in the browser's time. */
export function localInput(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
