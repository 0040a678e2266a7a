import type { Token, WordRole } from "../message/token.ts";

/** Something that mining learned: at these places of a template any value may stand. */
export interface Lesson {
  /** Key of the template with these places blank. */
  slot: number;
  /** Whether the places were found together, among messages that differ in more than one. */
  together: boolean;
  positions: readonly number[];
  /** Template that comes of it. */
  template: string;
  /** Why, in words: what was seen. */
  because: string;
}

/**
 * How many different words prove that a place is a value's. Chosen on eight of sixteen public log sets, see bench/RESULTS.md; the
 * plateaus are wide: 4 to 6 for names, 5 and 6 for plain words.
 */
const differentWords: Record<WordRole, number> = { fixed: Infinity, value: 4, noun: 3, name: 4, plain: 5 };
/** A word in which digits were replaced is a value already, all but for its letters. */
const differentNumbered = 2;

/** Words that must stay the same, so that what is left still says something. */
const fixedBeside = 2;
/** Words that a template must have for a value to speak for the words at its place. */
const wordsForValue = 3;

/** Different words that a token's place needs to be a value's; Infinity for one that never is. */
export function wordsNeeded(token: Token, at: number): number {
  if (token.role === "fixed") return Number.POSITIVE_INFINITY;
  if (token.text.includes("#")) return differentNumbered;
  // The first word says who speaks or what happens.
  if (token.role === "plain" && at === 0) return Number.POSITIVE_INFINITY;
  return differentWords[token.role];
}

/** Whether enough of a template stays when this place is taken for a value's. */
export function saysEnough(token: Token, words: number): boolean {
  if (token.kind === "value") return words >= 1;
  const sure = token.role === "value" || token.text.includes("#");
  return words - 1 >= (sure ? 1 : fixedBeside);
}

/** Whether a recognised value among the words of a place proves it. */
export function provenByValue(words: number): boolean {
  return words >= wordsForValue;
}
