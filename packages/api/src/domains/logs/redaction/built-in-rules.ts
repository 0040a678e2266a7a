import { isCardNumber } from "./is-card-number.ts";

/** What a rule finds, and how that is known at once to be absent. */
export interface RedactionFinder {
  /** Stands in place of what was found, `[card]`, and names the rule. */
  readonly name: string;
  /**
   * With the flag `g`. A text is read in time to its length: a repetition is bounded, or it is tried once for each run of its
   * characters. What may fail after a long repetition never begins inside of one.
   */
  readonly find: RegExp;
  /** A cheap test; where it fails, `find` is not tried. */
  readonly mayHave: (text: string) => boolean;
  /** A second look; only what passes is replaced. */
  readonly confirm?: (found: string) => boolean;
}

/** What everybody's entries are searched for, unless a workspace switches it off. */
export const builtInRules = ["email", "card", "token"] as const;

export type BuiltInRule = (typeof builtInRules)[number];

/**
 * Characters that one finding has at most: a private key has some 8,300; a custom pattern of 256 characters that counts to 255
 * fewer than 600. Of a text that is cut, the last of these are not to be trusted: a secret may have begun in them.
 */
export const longestFinding = 12_288;

const longNumber = /\d(?:[ -]?\d){12}/;
const tokenStart =
  /plb_|[Bb]earer\s|[Bb]asic\s|:\/\/[^\s:@/]{0,100}:[^\s@/]{1,200}@|eyJ|gh[pousr]_|github_pat_|glpat-|xox[abeps]-|[srp]k_(?:live|test)_|AKIA|whsec_|-----BEGIN|AIza|npm_/;

/** Secrets by the marks that their makers gave them; what has no mark is known by its attribute's name alone. */
export const builtInFinders: Readonly<Record<BuiltInRule, RedactionFinder>> = {
  email: {
    name: "email",
    find: /(?<![\w.%+-])[\w.%+-]+@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi,
    mayHave: (text) => text.includes("@"),
  },
  card: {
    name: "card",
    find: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g,
    mayHave: (text) => text.length > 12 && longNumber.test(text),
    confirm: isCardNumber,
  },
  token: {
    name: "token",
    find: new RegExp(
      [
        String.raw`\bplb_(?:live|pub|emb)_[\w.-]{8,1024}`,
        String.raw`\b[Bb]earer\s{1,4}[\w.~+/-]{8,2048}={0,2}`,
        // Not every word after “basic”: what is encoded nearly always has a digit or ends in =.
        String.raw`\b[Bb]asic\s{1,4}(?=[A-Za-z+/]{0,200}[\d=])[\w+/]{8,2048}={0,2}`,
        // The user and password of an address.
        String.raw`(?<=:\/\/)[^\s:@/]{0,100}:[^\s@/]{1,200}(?=@)`,
        // At most a short prefix such as `session-` before it: a run of `-eyJ-eyJ` would be read again at each of them.
        String.raw`eyJ(?<=(?<![\w-])(?:[\w-]{0,24}-)?eyJ)[\w-]{10,2048}\.[\w-]{10,2048}\.[\w-]{0,2048}`,
        String.raw`\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeps]-|[srp]k_(?:live|test)_|AKIA|AIza|npm_)[\w-]{12,256}`,
        String.raw`\bwhsec_[\w+/=]{16,256}`,
        String.raw`-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----(?:(?!-----BEGIN )[\s\S]){0,8192}?-----END [A-Z ]{0,32}PRIVATE KEY-----`,
      ].join("|"),
      "g",
    ),
    mayHave: (text) => text.length > 11 && tokenStart.test(text),
  },
};
