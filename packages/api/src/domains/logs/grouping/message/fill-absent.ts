import { type Token, valueToken } from "./token.ts";

const ends = new Set([",", ";", ")", "]", "}"]);

/** A key without a value (`ruser= rhost=`) has one that is absent: with and without it the message is the same. */
export function fillAbsent(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    out.push(token);
    if (token.text !== "=" || token.spaced || tokens[at - 1]?.kind !== "word") continue;
    const next = tokens[at + 1];
    if (next && (next.kind === "value" || next.text === "=")) continue;
    if (!next || next.spaced || ends.has(next.text)) out.push(valueToken("absent", false));
  }
  return out;
}
