/** Which rule recognised a part of a message as a value that changes from line to line. */
export type ValueRule =
  | "uuid"
  | "url"
  | "email"
  | "time"
  | "address"
  | "host"
  | "hex"
  | "path"
  | "number"
  | "id"
  | "list"
  | "quoted"
  | "field"
  | "object"
  | "absent"
  | "learned";

/**
 * What stands where a value could: the more likely a word is a value, the fewer different ones prove that it is.
 * `fixed`: keys, labels, names of exceptions; never a value. `value`: behind `=` or in quotes. `noun`: behind “user”, “host” …
 * `name`: looks like an identifier. `plain`: a word.
 */
export type WordRole = "fixed" | "value" | "noun" | "name" | "plain";

/** A part of a message, as grouping sees it. */
export interface Token {
  kind: "word" | "value" | "mark";
  /** What is compared: the word with its runs of digits as `#`, the mark, or `*` for a value. */
  text: string;
  /** For a value: what recognised it. */
  rule: ValueRule | null;
  /** For a word; `plain` until the roles are given. */
  role: WordRole;
  /** Whether white space stood before it. */
  spaced: boolean;
}

/** How a value is compared. */
export const anyValue = "*";

export function valueToken(rule: ValueRule, spaced: boolean): Token {
  return { kind: "value", text: anyValue, rule, role: "plain", spaced };
}

export function wordToken(text: string, spaced: boolean, role: WordRole = "plain"): Token {
  return { kind: "word", text, rule: null, role, spaced };
}

export function markToken(text: string, spaced: boolean): Token {
  return { kind: "mark", text, rule: null, role: "plain", spaced };
}
