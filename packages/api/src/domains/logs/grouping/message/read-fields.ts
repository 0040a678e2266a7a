import { type Token, valueToken } from "./token.ts";

/** Keys of structured loggers behind which the message itself stands. */
const messageKey = /^(?:msg|message)$/i;

/**
 * Structured loggers write a message and fields beside it: `level=error msg="pool is full" pool=orders` (logfmt), `"pool is full"
 * pool="orders"` (klog). What a field holds is a value whatever it looks like; only the message tells what happened.
 */
export function readFields(tokens: readonly Token[]): readonly Token[] {
  if (!isStructured(tokens)) return tokens;
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    out.push(tokens[at] as Token);
    if (!isField(tokens, at)) continue;
    const end = endOfField(tokens, at + 2);
    out.push(tokens[at + 1] as Token);
    if (messageKey.test(tokens[at]?.text ?? "")) out.push(...tokens.slice(at + 2, end));
    else out.push(valueToken("field", false));
    at = end - 1;
  }
  return out;
}

function isStructured(tokens: readonly Token[]): boolean {
  if (isQuote(tokens[0])) {
    const end = tokens.findIndex((token, at) => at > 0 && isQuote(token));
    return end > 0 && isField(tokens, end + 1);
  }
  return tokens.some((token, at) => messageKey.test(token.text) && isField(tokens, at) && isQuote(tokens[at + 2]));
}

function isQuote(token: Token | undefined): boolean {
  return token?.kind === "mark" && token.text === '"';
}

/** A key with its sign: ` pool=`. */
function isField(tokens: readonly Token[], at: number): boolean {
  const [key, sign] = [tokens[at], tokens[at + 1]];
  return key?.kind === "word" && (at === 0 || key.spaced) && sign?.text === "=" && !sign.spaced;
}

/** Where the next field begins, looking past what stands in quotes. */
function endOfField(tokens: readonly Token[], from: number): number {
  let quoted = false;
  for (let at = from; at < tokens.length; at += 1) {
    if (isQuote(tokens[at])) quoted = !quoted;
    else if (!quoted && isField(tokens, at)) return at;
  }
  return tokens.length;
}
