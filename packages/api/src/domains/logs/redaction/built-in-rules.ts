import { isCardNumber } from "./is-card-number.ts";

/** What a rule finds, and how that is known at once to be absent. */
export interface RedactionFinder {
  /** Stands in place of what was found, `[card]`, and names the rule. */
  readonly name: string;
  /** With the flag `g`. Every repetition is bounded, so that a text is read in time to its length. */
  readonly find: RegExp;
  /** A cheap test; where it fails, `find` is not tried. */
  readonly mayHave: (text: string) => boolean;
  /** A second look; only what passes is replaced. */
  readonly confirm?: (found: string) => boolean;
}

/** What everybody's entries are searched for, unless a workspace switches it off. */
export const builtInRules = ["email", "card", "token"] as const;

export type BuiltInRule = (typeof builtInRules)[number];

const longNumber = /\d(?:[ -]?\d){12}/;
const tokenStart =
  /plb_|[Bb]earer\s|eyJ|gh[pousr]_|github_pat_|glpat-|xox[abeps]-|[srp]k_(?:live|test)_|AKIA|whsec_|-----BEGIN|AIza|npm_/;

/** Secrets by the marks that their makers gave them; what has no mark is known by its attribute's name alone. */
export const builtInFinders: Readonly<Record<BuiltInRule, RedactionFinder>> = {
  email: {
    name: "email",
    find: /[\w.%+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi,
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
        String.raw`\beyJ[\w-]{10,2048}\.[\w-]{10,2048}\.[\w-]{0,2048}`,
        String.raw`\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeps]-|[srp]k_(?:live|test)_|AKIA|AIza|npm_)[\w-]{12,256}`,
        String.raw`\bwhsec_[\w+/=]{16,256}`,
        String.raw`-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]{0,8192}?-----END [A-Z ]{0,32}PRIVATE KEY-----`,
      ].join("|"),
      "g",
    ),
    mayHave: (text) => text.length > 11 && tokenStart.test(text),
  },
};
