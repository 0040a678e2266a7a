import { type Token, valueToken, wordToken } from "./token.ts";

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’" };
const escaped = /^\\+["']$/;
/** Keys of structured loggers behind which the message itself stands; its words are no value's. */
const messageKey = /^(?:msg|message|event|text|log)$/i;

/** Tokens between two quotes at most; beyond them the first is taken for an apostrophe. */
const furthest = 40;
/** The same behind a key, where it cannot be one. */
const furthestBehindKey = 400;
/** Tokens of a quoted text that is one value; a longer one is read like the rest of the message, unless a key says what it is. */
const shortest = 6;

/** Makes one part of what stands in quotes, where it is short or has a key: `tag="View Lock"`. */
export function readQuotes(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    out.push(token);
    const end = endOfQuote(tokens, at);
    if (end === -1) continue;
    const inner = tokens.slice(at + 1, end);
    if (isMessage(tokens, at, end)) {
      out.push(...readQuotes(inner), tokens[end] as Token);
      at = end;
      continue;
    }
    const behindKey = tokens[at - 1]?.text === "=";
    const short = inner.length <= shortest && inner.every(({ kind }) => kind !== "value");
    if (inner.length > 1 && !short && !behindKey) continue;
    out.push(...quoted(inner), tokens[end] as Token);
    at = end;
  }
  return out;
}

/** `msg="pool is full"`, and a text in quotes at the very beginning that keys follow, as klog writes it. */
function isMessage(tokens: readonly Token[], at: number, end: number): boolean {
  if (at === 0) return tokens[end + 1] === undefined || tokens[end + 2]?.text === "=";
  return tokens[at - 1]?.text === "=" && messageKey.test(tokens[at - 2]?.text ?? "");
}

function endOfQuote(tokens: readonly Token[], at: number): number {
  const { kind, text, spaced } = tokens[at] as Token;
  const close = kind === "mark" ? (closing[text] ?? (escaped.test(text) ? text : undefined)) : undefined;
  if (!close) return -1;
  // “isn’t”: an apostrophe.
  if (text === "'" && !spaced && tokens[at - 1]?.kind === "word") return -1;
  const behindKey = tokens[at - 1]?.text === "=";
  const last = Math.min(tokens.length - 1, at + (behindKey || at === 0 ? furthestBehindKey : furthest));
  for (let end = at + 1; end <= last; end += 1) {
    const token = tokens[end] as Token;
    if (token.kind === "mark" && token.text === close) return end;
  }
  return -1;
}

function quoted(inner: readonly Token[]): Token[] {
  const [first] = inner;
  if (!first) return [valueToken("absent", false)];
  if (inner.every(({ kind }) => kind === "value")) return [{ ...first, rule: "quoted" }];
  const text = inner.map((token, i) => (i > 0 && token.spaced ? " " : "") + token.text).join("");
  return [wordToken(text, false, "value")];
}
