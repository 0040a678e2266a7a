import { Temporal } from "temporal-polyfill";

/** Whether it is a time zone that this runtime knows, by its IANA name. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 would be taken too, and know no daylight saving.
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** A moment as a local date and time. */
export function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/**
 * The moment of a local time on a local day. A time that the clocks skip is taken as late as the gap is long, one that comes
 * twice the first time: RFC 5545 and Temporal's `compatible`.
 */
export function momentOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  const at = day.toPlainDateTime(Temporal.PlainTime.from(time));
  return at.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
}
