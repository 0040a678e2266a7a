/** A stretch of time in milliseconds since 1970: `from` belongs to it, `to` does not. One moment where they are equal. */
export interface MomentSpan {
  readonly from: number;
  readonly to: number;
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const day = units.d;

/** `2026`, `2026-11`, `2026-11-21`, `2026-11-21T14`, `…T14:07`, `…:02`, `…:02.5`, with `Z` or `+01:00` where there is a time. */
const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * What a time word stands for: `now`, `today`, `yesterday`, `-15m` and `15m` (so long ago), `2026-11-21T14:07` (that minute, UTC
 * unless it says another offset), seconds or milliseconds since 1970.
 * @returns null when it is no time
 */
export function readMoment(text: string, now: number): MomentSpan | null {
  const word = text.trim().toLowerCase();
  const midnight = Math.floor(now / day) * day;
  if (word === "now") return { from: now, to: now };
  if (word === "today") return { from: midnight, to: midnight + day };
  if (word === "yesterday") return { from: midnight - day, to: midnight };
  const ago = readDuration(word.replace(/^-/, ""));
  if (ago !== null) return { from: now - ago, to: now - ago };
  if (/^\d{10}$/.test(word)) return { from: Number(word) * 1000, to: Number(word) * 1000 };
  if (/^\d{13}$/.test(word)) return { from: Number(word), to: Number(word) };
  return readIso(text.trim());
}

/** Milliseconds of `90s`, `15m`, `1h30m`, `7d`, `2w`, or null. */
export function readDuration(text: string): number | null {
  if (!/^(\d{1,6}[smhdw])+$/.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([smhdw])/g))
    sum += Number(count) * units[unit as keyof typeof units];
  return sum;
}

function readIso(text: string): MomentSpan | null {
  const match = isoForm.exec(text);
  if (!match) return null;
  const [, year, month, date, hour, minute, second, fraction, zone] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
  // Date.UTC turns the 31st of February into a day of March.
  if (new Date(time).toISOString().slice(0, 10) !== `${year}-${month}-${date}`) return null;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null;
  const millis = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  const from =
    time +
    Number(hour ?? 0) * units.h +
    Number(minute ?? 0) * units.m +
    Number(second ?? 0) * 1000 +
    millis -
    offsetOf(zone);
  return { from, to: from + (fraction ? 1 : second ? 1000 : minute ? units.m : hour ? units.h : day) };
}

function offsetOf(zone: string | undefined): number {
  if (!zone || zone.toUpperCase() === "Z") return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * units.h + Number(minutes) * units.m);
}
