import { FlagProblem } from "../flag-problem.ts";

/** Longest text that a pattern is tried on, and longest pattern, in characters: 2^8. */
export const longestMatched = 256;

/**
 * A regular expression whose worst case is bounded, or a `FlagProblem`. JavaScript matches by trying: `(a+)+$` takes years on 50
 * letters. Refused are
 * - a repeated group, `(a+)*`, `(a|b){9}`: its ways to match multiply with each repeat;
 * - back references and looking around: they defeat the count below, and linear engines do not know them;
 * - more than 24 bits of ways to try: 8 for every `*`, `+`, `{1,}` (it may end at any of 256 places) and for a pattern that does
 *   not begin with `^` (it may start at any), 1 for every `?` and `|`. 24 bits take about 20 ms on one core at the very worst;
 * - a pattern longer than 256 characters, or a count above 999.
 */
export function guardRegex(pattern: string): RegExp {
  // One letter for what stands for one character, so that what remains are the operators.
  const bare = pattern.replace(/\\[^1-9k]|\[(\\.|[^\]\\])*\]/gs, "a").replace(/\(\?(:|<\w+>)/g, "(");
  const bits = (part: RegExp) => bare.match(part)?.length ?? 0;
  const ways = 8 * (bits(/[*+]|\{\d+,/g) + +!/^\^[^|]*$/.test(bare)) + bits(/[?|]/g);
  if (ways > 24 || pattern.length > longestMatched || /\)[*+{]|\(\?|\\|\{\d*,?\d{4}/.test(bare))
    throw new FlagProblem(`The pattern ${pattern} could take too long.`);
  return new RegExp(pattern, "u");
}
