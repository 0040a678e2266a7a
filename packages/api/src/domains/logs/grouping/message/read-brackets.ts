import { type Token, valueToken } from "./token.ts";

const closing: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]", "<": ">" };
const closers = new Set([")", "]", "}"]);

/**
 * Folds brackets that hold one value: behind a word they are part of it (`WorkSource{*}`, `LOCAL(*)`), behind a value they say it
 * again (`18846 bytes (18.4 KB)`), and empty ones hold a value that is absent.
 */
export function readBrackets(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    out.push(token);
    if (token.kind === "mark") foldBracket(out, token);
    else if (token.kind === "value") foldPort(out, token);
  }
  return out;
}

function foldBracket(out: Token[], close: Token): void {
  // `[1, 2, ]`: what made the list ends every item with it.
  if (closers.has(close.text) && out.at(-2)?.text === ",") {
    out.splice(-2, 1);
    close.spaced = false;
  }
  const open = out.at(-2);
  if (open?.kind === "mark" && closing[open.text] === close.text && !close.spaced) {
    const before = out.at(-3);
    // `foo()` is a call; ` ()` and `=[]` hold nothing.
    if (open.spaced || before?.kind === "value" || before?.text === "=") out.splice(-1, 0, valueToken("absent", false));
  }
  const [before, opening, value] = [out.at(-4), out.at(-3), out.at(-2)];
  if (opening?.kind !== "mark" || closing[opening.text] !== close.text || value?.kind !== "value") return;
  if (before?.kind === "value") out.length -= 3;
  else if (before?.kind === "word" && !opening.spaced) {
    out.length -= 3;
    out[out.length - 1] = { ...before, text: `${before.text}${opening.text}*${close.text}` };
  }
}

/** `wpad:80` is one part: a host without a domain, a line of a file. */
function foldPort(out: Token[], value: Token): void {
  const [before, colon] = [out.at(-3), out.at(-2)];
  if (value.spaced || before?.kind !== "word" || colon?.text !== ":" || colon.spaced || before.text.includes("("))
    return;
  out.length -= 2;
  out[out.length - 1] = { ...before, text: `${before.text}:*` };
}
