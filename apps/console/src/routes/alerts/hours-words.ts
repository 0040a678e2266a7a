import type { Hours } from "./hours-fields.ts";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Hours of the week in words: “Mon, Tue 09:00 to 17:00”. */
export function hoursWords({ days: on, from, to }: Pick<Hours, "from" | "to"> & { days: readonly number[] }): string {
  const named = on.length === 0 || on.length === 7 ? "every day" : on.map((day) => days[day - 1]).join(", ");
  return `${named} ${from} to ${to}`;
}
