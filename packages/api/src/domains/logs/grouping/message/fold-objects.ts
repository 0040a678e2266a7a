import { type Token, valueToken } from "./token.ts";

const closing: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/** Fields that an object has at least; what has fewer is read like the rest of the message. */
const fewestFields = 3;

/**
 * Makes one value of an object that was printed with its fields: `Token{id=7, owner=ada, …}`, `&Pod{Name:web,Ports:[80],…}`, JSON.
 * Which fields it has tells no two messages apart. A message that is one object says nothing else, and stays.
 */
export function foldObjects(tokens: readonly Token[]): readonly Token[] {
  const ends = endsOfObjects(tokens);
  if (ends.size === 0) return tokens;
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    out.push(tokens[at] as Token);
    const end = ends.get(at);
    if (end === undefined || at === 0) continue;
    out.push(valueToken("object", false));
    const close = tokens[end];
    if (close) out.push({ ...close, spaced: false });
    at = end;
  }
  return out;
}

/** Where objects begin, and where they end: at the message's end where they are never closed. */
function endsOfObjects(tokens: readonly Token[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { from: number; close: string; fields: number }[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    const inner = open.at(-1);
    if (inner && isField(tokens, at)) inner.fields += 1;
    if (kind !== "mark") continue;
    const close = closing[text];
    if (close) open.push({ from: at, close, fields: 0 });
    else if (inner?.close === text) {
      if (inner.fields >= fewestFields) ends.set(inner.from, at);
      open.pop();
    }
  }
  for (const { from, fields } of open) if (fields >= fewestFields) ends.set(from, tokens.length);
  return ends;
}

/** A key behind the bracket or behind a comma, with its sign: `{id=`, `,"name":`. */
function isField(tokens: readonly Token[], at: number): boolean {
  const [before, key] = [tokens[at - 1], tokens[at]];
  if (before?.kind !== "mark" || (before.text !== "," && !(before.text in closing))) return false;
  const sign = tokens[key?.text === '"' ? at + 3 : at + 1];
  return key?.kind !== "value" && (sign?.text === "=" || sign?.text === ":") && !sign.spaced;
}
