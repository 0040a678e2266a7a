/** Longest pattern, in characters, and greatest count of a repetition. */
const longest = 256;
const greatestCount = 255;

/** Ways to try from one place of a text, at most: what a text costs is this times its length. */
const mostWays = 1024;

/** A pattern that would be tried too long on some text, or is none. The message says which rule it breaks. */
export class PatternProblem extends Error {
  override readonly name = "PatternProblem";
}

/**
 * A custom pattern whose worst case is bounded. JavaScript matches by trying, and this pattern is tried on every text that comes
 * in: so a repetition must have an end (`{1,30}` in place of `+`), groups are not repeated, nothing looks around or back, and the
 * ways that repetitions, `?` and `|` make multiply to 1,024 at most.
 * @throws PatternProblem
 */
export function guardPattern(pattern: string): RegExp {
  if (pattern.length > longest) throw new PatternProblem(`must have at most ${longest} characters.`);
  const bare = pattern.replace(/\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/gs, "a").replace(/\(\?(?::|<\w+>)/g, "(");
  if (/\(\?|\\/.test(bare)) throw new PatternProblem("must not look around or refer back.");
  if (/\)(?:[*+{])/.test(bare)) throw new PatternProblem("must not repeat a group.");
  if (/[*+]|\{\d+,\}/.test(bare))
    throw new PatternProblem("must give every repetition an end: {1,30} in place of +, {0,30} in place of *.");
  let ways = 2 ** (bare.match(/[?|]/g)?.length ?? 0);
  for (const [, from, to] of bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)) {
    if (Number(to ?? from) > greatestCount) throw new PatternProblem(`must count to ${greatestCount} at most.`);
    ways *= Math.max(1, Number(to ?? from) - Number(from) + 1);
  }
  if (ways > mostWays) throw new PatternProblem("could take too long: shorten its repetitions.");
  const compiled = compile(pattern);
  if (compiled.test("")) throw new PatternProblem("must not match an empty text.");
  compiled.lastIndex = 0;
  return compiled;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "gu");
  } catch (error) {
    throw new PatternProblem(`is no regular expression: ${(error as Error).message}.`);
  }
}
