let zone: string | undefined;

/** Sets the reader's time zone (IANA name). Undefined means the browser's own. An unknown name is ignored. */
export function setTimeZone(name: string | undefined): void {
  if (name === undefined || name === "") {
    zone = undefined;
    return;
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

/** The reader's time zone in use. */
export function timeZone(): string {
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type Shape = "full" | "time" | "minute" | "day" | "short";

const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  full: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { hour: "2-digit", minute: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long" },
  short: { day: "numeric", month: "short" },
};

/** The exact time in the reader's zone. `full` names the zone. */
export function exactTime(iso: string, shape: Shape = "full"): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat("en-GB", { ...shapes[shape], timeZone: timeZone(), hourCycle: "h23" }).format(date);
}

/** The day a moment falls on in the reader's zone, in words. */
export function dayOf(iso: string): string {
  return exactTime(iso, "day");
}

/** When a thing happened, as short as it stays clear: the time today, the day otherwise. */
export function momentOf(iso: string): string {
  if (dayOf(iso) === dayOf(new Date().toISOString())) return exactTime(iso, "time");
  return `${exactTime(iso, "short")}, ${exactTime(iso, "minute")}`;
}
