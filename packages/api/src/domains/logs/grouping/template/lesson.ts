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
/** A name with all that it belongs to is one as well: `com.shop.cart.Total`, `registry.test/shop/web`. */
const qualified = /^[\w$#-]+(?:[./:@][\w$#*-]*){2}/;
/** But for constants, which say what happened: `shop.event.ORDER_PAID`. */
const constant = /[./:][A-Z][A-Z0-9_]+$/;

/** Words that must stay the same, so that what is left still says something. */
const fixedBeside = 2;
/** Different words that prove a place where little stays the same beside it, or where the message begins: much has to be seen. */
const manyDifferent = 8;
/** Words that a template must have for a value to speak for the words at its place. */
const wordsForValue = 3;

/**
 * Different words that a token's place needs to be a value's; Infinity for one that never is.
 * @param words words of the template
 */
export function wordsNeeded(token: Token, at: number, words: number): number {
  if (token.role === "fixed") return Number.POSITIVE_INFINITY;
  const numbered = token.text.includes("#");
  const sure = numbered || token.role === "value";
  const beside = words - 1;
  if (beside < (sure ? 1 : fixedBeside)) {
    // “Orders failed”, “Payments failed”: of two plain words each says something.
    return beside < 1 || token.role === "plain" ? Number.POSITIVE_INFINITY : manyDifferent;
  }
  if (numbered || (token.role !== "plain" && qualified.test(token.text) && !constant.test(token.text)))
    return differentNumbered;
  // The first word says who speaks or what happens.
  return token.role === "plain" && at === 0 ? manyDifferent : differentWords[token.role];
}

/** Whether enough of a template stays for a recognised value to speak for the words at its place. */
export function provenByValue(words: number): boolean {
  return words >= wordsForValue;
}
