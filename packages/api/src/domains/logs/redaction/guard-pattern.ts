/** Longest pattern, in characters, and greatest count of a repetition. */
const longest = 256;
const greatestCount = 255;

/** What one pattern may cost at one place of a text: ways to try, or a quarter of the characters that its repetitions count to. */
const mostCost = 64;

/** What all patterns of a workspace may cost together: each is tried at every place of every text that comes in. */
export const mostCostTogether = 512;

/** A pattern that would be tried too long on some text, or is none. The message says which rule it breaks. */
export class PatternProblem extends Error {
  override readonly name = "PatternProblem";
}

/**
 * A custom pattern whose worst case is bounded. JavaScript matches by trying, and this pattern is tried on every text that comes
 * in: so a repetition must have an end (`{1,30}` in place of `+`), groups are not repeated, nothing looks around or back, and the
 * ways that repetitions, `?` and `|` make multiply to 64 at most, and all its repetitions together count to 256 at most.
 * @throws PatternProblem
 */
export function guardPattern(pattern: string): RegExp {
  if (pattern.length > longest) throw new PatternProblem(`must have at most ${longest} characters.`);
  const bare = bareOf(pattern);
  if (/\(\?|\\/.test(bare)) throw new PatternProblem("must not look around or refer back.");
  if (/\)(?:[*+{])/.test(bare)) throw new PatternProblem("must not repeat a group.");
  if (/[*+]|\{\d+,\}/.test(bare))
    throw new PatternProblem("must give every repetition an end: {1,30} in place of +, {0,30} in place of *.");
  if (costOf(bare) > mostCost)
    throw new PatternProblem(
      `could take too long: shorten its repetitions. The ways that they, ? and | make multiply to ${mostCost} at most, and they count to ${mostCost * 4} at most together.`,
    );
  const compiled = compile(pattern);
  if (compiled.test("")) throw new PatternProblem("must not match an empty text.");
  compiled.lastIndex = 0;
  return compiled;
}

/** What a pattern that passed the guard costs at one place of a text. */
export function patternCost(pattern: string): number {
  return costOf(bareOf(pattern));
}

/** Its characters, classes and groups without what they match. */
function bareOf(pattern: string): string {
  return pattern.replace(/\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/gs, "a").replace(/\(\?(?::|<\w+>)/g, "(");
}

function costOf(bare: string): number {
  let ways = 2 ** (bare.match(/[?|]/g)?.length ?? 0);
  let counted = 0;
  for (const [, from, to] of bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)) {
    const most = Number(to ?? from);
    if (most > greatestCount) throw new PatternProblem(`must count to ${greatestCount} at most.`);
    ways *= Math.max(1, most - Number(from) + 1);
    counted += most;
  }
  return Math.max(ways, Math.ceil(counted / 4));
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "gu");
  } catch (error) {
    throw new PatternProblem(`is no regular expression: ${(error as Error).message}.`);
  }
}
