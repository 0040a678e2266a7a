import { FlagProblem } from "../flag-problem.ts";

/** Longest text that a pattern is tried on, and longest pattern, in characters: 2^8. */
export const longestMatched = 256;

/** Most bits of ways that one pattern may have: two `*` behind a `^`, or one without it, and one `?`. */
const mostBits = 17;
/** Most that `waysOf` one pattern may be. */
const mostWays = 2 ** 18;

/** One letter for what stands for one character, so that what remains are the operators. */
function bareOf(pattern: string): string {
  return pattern.replace(/\\[^1-9k]|\[(\\.|[^\]\\])*\]/gs, "a").replace(/\(\?(:|<\w+>)/g, "(");
}

function bitsOf(bare: string): number {
  const count = (part: RegExp) => bare.match(part)?.length ?? 0;
  return 8 * (count(/[*+]|\{\d+,/g) + +!/^\^[^|]*$/.test(bare)) + count(/[?|]/g);
}

/**
 * How much a pattern may try at the very worst: 2^bits ways (8 bits for every `*`, `+`, `{1,}`, which may end at any of 256 places,
 * and for a pattern that does not begin with `^`, which may start at any; 1 for every `?` and `|`), once for every 16 characters
 * that a way may compare. 2^18 took up to 15 ms on one busy core, and a short pattern of 16 bits 0.1 to 0.4 ms.
 */
export function waysOf(pattern: string): number {
  const bare = bareOf(pattern);
  const counted = [...bare.matchAll(/\{(\d+)\}/g)].reduce((sum, [, times]) => sum + Number(times), bare.length);
  return 2 ** bitsOf(bare) * Math.ceil(Math.min(Math.max(counted, 1), longestMatched) / 16);
}

/**
 * A regular expression whose worst case is bounded, or a `FlagProblem`. JavaScript matches by trying: `(a+)+$` takes years on 50
 * letters. Refused are
 * - a repeated group, `(a+)*`, `(a|b){9}`: its ways to match multiply with each repeat;
 * - back references and looking around: they defeat the count below, and linear engines do not know them;
 * - more than 17 bits of ways to try, or more than 2^18 together with what each way compares: see `waysOf`;
 * - a pattern longer than 256 characters, or a count above 999.
 */
export function guardRegex(pattern: string): RegExp {
  const bare = bareOf(pattern);
  if (
    bitsOf(bare) > mostBits ||
    pattern.length > longestMatched ||
    /\)[*+{]|\(\?|\\|\{\d*,?\d{4}/.test(bare) ||
    waysOf(pattern) > mostWays
  )
    throw new FlagProblem(`The pattern ${pattern} could take too long.`);
  return new RegExp(pattern, "u");
}
