import { momentOf, zoned } from "./zone.ts";

/** From a moment (inclusive) to another (exclusive), in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

export interface DailySpan {
  /** ISO days on which it begins, 1 for Monday. Empty for all. */
  days: readonly number[];
  /** Local time, `22:00`. */
  from: string;
  /** Local time; not after `from` it is the next day's. */
  to: string;
}

/** The occurrences of a daily span in a time zone that touch the given span, in their order. */
export function dailySpans({ days, from, to }: DailySpan, timeZone: string, within: Span): Span[] {
  const spans: Span[] = [];
  const last = zoned(within.to, timeZone).toPlainDate();
  // One day earlier: a span that began the evening before may still last.
  for (
    let day = zoned(within.from, timeZone).toPlainDate().subtract({ days: 1 });
    day.until(last).days >= 0;
    day = day.add({ days: 1 })
  ) {
    if (days.length > 0 && !days.includes(day.dayOfWeek)) continue;
    const span = {
      from: momentOf(day, from, timeZone),
      to: momentOf(to > from ? day : day.add({ days: 1 }), to, timeZone),
    };
    if (span.to > within.from && span.from < within.to) spans.push(span);
  }
  return spans;
}
