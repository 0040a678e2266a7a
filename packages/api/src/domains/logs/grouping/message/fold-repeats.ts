import type { Token } from "./token.ts";

/** Tokens of one turn of a repetition at most. */
const longestTurn = 6;

/** Folds what comes again and again into once, where it holds a value: the length of a list tells no two messages apart. */
export function foldRepeats(tokens: Token[]): Token[] {
  let folded = tokens;
  for (let turn = 1; turn <= longestTurn && folded.length >= 2 * turn; turn += 1) folded = foldTurns(folded, turn);
  return folded;
}

function foldTurns(tokens: Token[], turn: number): Token[] {
  let out: Token[] | null = null;
  for (const [at, token] of tokens.entries()) {
    if (out) out.push(token);
    const all: Token[] = out ?? tokens;
    const end = out ? out.length : at + 1;
    if (!comesAgain(all, end, turn)) continue;
    out ??= tokens.slice(0, end);
    out.length = end - turn;
  }
  return out ?? tokens;
}

function comesAgain(tokens: readonly Token[], end: number, turn: number): boolean {
  if (end < 2 * turn) return false;
  let holdsValue = false;
  for (let back = 1; back <= turn; back += 1) {
    const token = tokens[end - back] as Token;
    if (token.text !== tokens[end - back - turn]?.text) return false;
    holdsValue ||= token.kind === "value" || token.text.includes("#");
  }
  return holdsValue;
}
