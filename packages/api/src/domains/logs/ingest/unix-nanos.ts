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
 * Nanoseconds since 1970 as JSON gives them: a text of digits, a whole number beyond 2^53, or a number.
 * @returns null when it is neither
 */
export function splitNanos(value: unknown): SplitMoment | null {
  if (typeof value === "number") return Number.isFinite(value) ? { micros: Math.floor(value / 1000), nanos: 0 } : null;
  const digits = typeof value === "bigint" ? String(value) : value;
  if (typeof digits !== "string" || !/^-?\d{1,25}$/.test(digits)) return null;
  if (digits.startsWith("-") || digits.length < 4) return { micros: Math.floor(Number(digits) / 1000), nanos: 0 };
  return { micros: Number(digits.slice(0, -3)), nanos: Number(digits.slice(-3)) };
}
