import type { Token } from "./token.ts";

/** Tokens of one turn of a repetition at most. */
const longestTurn = 12;
const separators = new Set([",", ";", "|"]);

/**
 * Folds what comes again and again into once, where it holds a value: the length of a list tells no two messages apart, nor does
 * what stands between its items.
 */
export function foldRepeats(tokens: Token[]): Token[] {
  let folded = tokens;
  for (let turn = 1; turn <= longestTurn && folded.length >= 2 * turn; turn += 1) {
    if (longestEcho(folded, turn) >= turn || longestEcho(folded, turn + 1) >= turn) folded = foldTurns(folded, turn);
  }
  return folded;
}

/** How many tokens in a row are at most the same as those some places before them. Most messages have none, and are done. */
function longestEcho(tokens: readonly Token[], distance: number): number {
  let longest = 0;
  let run = 0;
  for (let at = distance; at < tokens.length; at += 1) {
    run = tokens[at]?.text === tokens[at - distance]?.text ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

function foldTurns(tokens: Token[], turn: number): Token[] {
  let out: Token[] | null = null;
  for (const [at, token] of tokens.entries()) {
    if (out) out.push(token);
    const all: Token[] = out ?? tokens;
    const end = out ? out.length : at + 1;
    const gone = tokensThatComeAgain(all, end, turn);
    if (gone === 0) continue;
    out ??= tokens.slice(0, end);
    out.length = end - gone;
  }
  return out ?? tokens;
}

/** How many tokens before `end` say again what stands before them: a turn, with the separator between the two; else 0. */
function tokensThatComeAgain(tokens: readonly Token[], end: number, turn: number): number {
  if (sameTurns(tokens, end, turn, turn)) return turn;
  const separator = tokens[end - turn - 1];
  if (separator?.kind !== "mark" || !separators.has(separator.text)) return 0;
  return sameTurns(tokens, end, turn, turn + 1) ? turn + 1 : 0;
}

function sameTurns(tokens: readonly Token[], end: number, turn: number, distance: number): boolean {
  if (end < turn + distance) return false;
  if (tokens[end - 1]?.text !== tokens[end - 1 - distance]?.text) return false;
  let holdsValue = false;
  for (let back = 1; back <= turn; back += 1) {
    const token = tokens[end - back] as Token;
    if (token.text !== tokens[end - back - distance]?.text) return false;
    holdsValue ||= token.kind === "value" || (token.kind === "word" && /[#*]/.test(token.text));
  }
  return holdsValue;
}
