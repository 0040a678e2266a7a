import { anyValue, type Token, type ValueRule, type WordRole } from "../message/token.ts";

/** One distinct generalised message. */
export interface Template {
  /** Its tokens as one text: two messages with the same key are the same. */
  key: string;
  tokens: readonly Token[];
  /** The group that it came to when it was first seen; merges are looked up from there. */
  group: string;
  /** Somebody put it where it is: nothing that is learned moves it. */
  pinned: boolean;
}

const between = "\u0001";

/** Everything that two messages must have in common to be one template. */
export function keyOf(tokens: readonly Token[]): string {
  let key = "";
  for (const { text } of tokens) key += text + between;
  return key;
}

const shownRule: Record<ValueRule, string> = {
  uuid: "<uuid>",
  url: "<url>",
  email: "<email>",
  time: "<time>",
  address: "<address>",
  host: "<host>",
  hex: "<hex>",
  path: "<path>",
  number: "<number>",
  id: "<id>",
  list: "<list>",
  quoted: "<text>",
  field: "<field>",
  object: "<object>",
  absent: "<nothing>",
  learned: "<…>",
};

/** How many words a template has. */
export function wordsOf(tokens: readonly Token[]): number {
  return tokens.reduce((count, { kind }) => (kind === "word" ? count + 1 : count), 0);
}

/** Begins what must be equal beside the message: service, type, calls. Never shown, never a value. */
export const contextSign = "\u0002";

/** A template as people read it: `user <…> logged in from <address>`. */
export function showTemplate(tokens: readonly Token[]): string {
  return tokens
    .filter(({ text }) => !text.startsWith(contextSign))
    .map(({ kind, text, rule, spaced }, at) => {
      const shown = kind === "value" && rule ? shownRule[rule] : text;
      return (at > 0 && spaced ? " " : "") + shown;
    })
    .join("");
}

/** A token as it is kept: `[kind, text, rule, role, spaced]`, an array because there are many. */
export type StoredToken = [kind: Token["kind"], text: string, rule: ValueRule | null, role: WordRole, spaced: 0 | 1];

export function storeTokens(tokens: readonly Token[]): StoredToken[] {
  return tokens.map(({ kind, text, rule, role, spaced }) => [kind, text, rule, role, spaced ? 1 : 0]);
}

export function restoreTokens(stored: readonly StoredToken[]): Token[] {
  return stored.map(([kind, text, rule, role, spaced]) => ({
    kind,
    text: kind === "value" ? anyValue : text,
    rule,
    role,
    spaced: spaced === 1,
  }));
}
