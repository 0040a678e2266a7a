import type { RolloutWindow } from "@plumbline/db/schema";
import { momentOf, zoned } from "../../alerts/index.ts";

const weekDays = 8;

/** The moment itself when it lies in the window, else when the window opens next. Without a window every moment does. */
export function nextInWindow(at: Date, window: RolloutWindow | null): Date {
  if (!window) return at;
  const { from, to, timeZone, days } = window;
  const now = at.getTime();
  const today = zoned(now, timeZone).toPlainDate();
  // From yesterday: a window over midnight may still be open.
  for (let offset = -1; offset <= weekDays; offset += 1) {
    const day = today.add({ days: offset });
    if (days && days.length > 0 && !days.includes(day.dayOfWeek)) continue;
    const opens = momentOf(day, from, timeZone);
    const closes = momentOf(to <= from ? day.add({ days: 1 }) : day, to, timeZone);
    if (closes <= now) continue;
    return new Date(Math.max(opens, now));
  }
  return at;
}

/** The window as people read it: `09:00–17:00 (Europe/Berlin), Mon Tue`. */
export function describeWindow({ from, to, timeZone, days }: RolloutWindow): string {
  const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const only = days?.length ? `, ${days.map((day) => names[day - 1] ?? "").join(" ")}` : "";
  return `${from}–${to} (${timeZone})${only}`;
}
