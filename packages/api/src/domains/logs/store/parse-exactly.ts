import type { JsonValue } from "./json-value.ts";

/** A number of so many digits may be beyond 2^53. Digits in quotes are not meant: most senders write times so. */
const longNumber = /[:[,]\s*-?\d{16}/;

/** Digits of a whole number that is kept exactly. Beyond them it becomes the nearest double, as JSON.parse makes it. */
const wholeNumber = /^-?\d{1,100}$/;

const parseWithSource = JSON.parse as (
  text: string,
  revive: (name: string, value: JsonValue, context: { source?: string }) => JsonValue,
) => JsonValue;

/**
 * JSON with its whole numbers as they are written: those beyond ±(2^53 − 1), which JSON.parse rounds, are bigints.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactly(text: string): JsonValue {
  // Looking at every number's source costs several times the parsing.
  if (!longNumber.test(text) && !/^-?\d/.test(text)) return JSON.parse(text) as JsonValue;
  return parseWithSource(text, (_, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && wholeNumber.test(source)
      ? BigInt(source)
      : value,
  );
}
