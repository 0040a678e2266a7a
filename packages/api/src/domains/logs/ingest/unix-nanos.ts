/** A moment in microseconds and the nanoseconds below. */
export interface SplitMoment {
  micros: number;
  nanos: number;
}

const wordSize = 4_294_967_296;

/** Nanoseconds since 1970 in two 32-bit words, without a BigInt: this runs twice for every entry. */
export function splitWords(low: number, high: number): SplitMoment {
  const rest = (high % 1000) * wordSize + low;
  return { micros: Math.floor(high / 1000) * wordSize + Math.floor(rest / 1000), nanos: rest % 1000 };
}

/**
 * Nanoseconds since 1970 as JSON gives them: a text of digits, or a number that has lost its last digits already.
 * @returns null when it is neither
 */
export function splitNanos(value: unknown): SplitMoment | null {
  if (typeof value === "number") return Number.isFinite(value) ? { micros: Math.floor(value / 1000), nanos: 0 } : null;
  if (typeof value !== "string" || !/^-?\d{1,25}$/.test(value)) return null;
  if (value.startsWith("-") || value.length < 4) return { micros: Math.floor(Number(value) / 1000), nanos: 0 };
  return { micros: Number(value.slice(0, -3)), nanos: Number(value.slice(-3)) };
}
