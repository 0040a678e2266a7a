import { type Token, wordToken } from "./token.ts";

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’" };

/** Tokens between two quotes at most; beyond them the first is taken for an apostrophe. */
const furthest = 40;
/** Tokens of a quoted text that is one value; a longer one is read like the rest of the message. */
const shortest = 6;

/** Makes one part of what stands in quotes, where it is short: `tag="View Lock"`. */
export function readQuotes(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    out.push(token);
    const end = endOfQuote(tokens, at);
    if (end === -1) continue;
    const inner = tokens.slice(at + 1, end);
    const behindKey = tokens[at - 1]?.text === "=";
    const short = inner.length <= shortest && (behindKey || inner.every(({ kind }) => kind !== "value"));
    if (inner.length > 1 && !short) continue;
    out.push(...quoted(inner), tokens[end] as Token);
    at = end;
  }
  return out;
}

function endOfQuote(tokens: readonly Token[], at: number): number {
  const { kind, text, spaced } = tokens[at] as Token;
  const close = kind === "mark" ? closing[text] : undefined;
  if (!close) return -1;
  // “isn't”: an apostrophe.
  if (text === "'" && !spaced && tokens[at - 1]?.kind === "word") return -1;
  const last = Math.min(tokens.length - 1, at + furthest);
  for (let end = at + 1; end <= last; end += 1) {
    const token = tokens[end] as Token;
    if (token.kind === "mark" && token.text === close) return end;
  }
  return -1;
}

function quoted(inner: readonly Token[]): Token[] {
  const [first] = inner;
  if (!first) return [];
  if (inner.every(({ kind }) => kind === "value")) return [{ ...first, rule: "quoted" }];
  const text = inner.map((token, i) => (i > 0 && token.spaced ? " " : "") + token.text).join("");
  return [wordToken(text, false, "value")];
}
