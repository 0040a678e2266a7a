import { RefusedEntry } from "../ingest/intake-notes.ts";
import { type SplitMoment, splitNanos } from "../ingest/unix-nanos.ts";
import type { JsonValue } from "../store/json-value.ts";

/**
 * A time as loggers write it: ISO 8601 (whatever follows the microseconds counts too), or a number of seconds, milliseconds,
 * microseconds or nanoseconds since 1970, told apart by their size.
 * @throws RefusedEntry when it is neither
 */
export function readTime(time: JsonValue): SplitMoment {
  if (typeof time === "bigint") return (time >= leastNanos && splitNanos(time)) || fromNumber(Number(time));
  if (typeof time === "number") return fromNumber(time);
  if (typeof time === "string") {
    if (/^\d{16,25}$/.test(time)) return splitNanos(time.padEnd(19, "0")) ?? refuse(time);
    if (/^\d+(\.\d+)?$/.test(time)) return fromNumber(Number(time));
    return fromIso(time) ?? refuse(time);
  }
  return refuse("its time");
}

/** Smaller whole numbers are microseconds. */
const leastNanos = 100_000_000_000_000_000n;

function fromNumber(time: number): SplitMoment {
  if (!Number.isFinite(time)) return refuse(String(time));
  const size = Math.abs(time);
  const micros = size < 1e11 ? time * 1e6 : size < 1e14 ? time * 1e3 : size < 1e17 ? time : time / 1e3;
  return { micros: Math.round(micros), nanos: 0 };
}

function fromIso(text: string): SplitMoment | null {
  const millis = Date.parse(text);
  if (Number.isNaN(millis)) return null;
  const below = /\.\d{3}(\d{1,6})/.exec(text)?.[1]?.padEnd(6, "0") ?? "000000";
  return { micros: millis * 1000 + Number(below.slice(0, 3)), nanos: Number(below.slice(3)) };
}

function refuse(time: string): never {
  throw new RefusedEntry(`“${time.slice(0, 40)}” is no time (ISO 8601, or a number since 1970)`);
}
