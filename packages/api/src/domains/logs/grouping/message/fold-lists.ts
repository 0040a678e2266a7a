import { type Token, valueToken } from "./token.ts";

const closing: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/** Makes one value of a list of names: `[orders, carts, users]`. How many there are, and which, tells no two messages apart. */
export function foldLists(tokens: readonly Token[]): readonly Token[] {
  let out: Token[] | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const end = endOfList(tokens, at);
    if (end === -1) {
      out?.push(tokens[at] as Token);
      continue;
    }
    out ??= tokens.slice(0, at);
    out.push(tokens[at] as Token, valueToken("list", false), { ...(tokens[end] as Token), spaced: false });
    at = end;
  }
  return out ?? tokens;
}

/** Where a list of at least two single words or values ends; -1 where none begins. */
function endOfList(tokens: readonly Token[], from: number): number {
  const { kind, text } = tokens[from] as Token;
  const close = kind === "mark" ? closing[text] : undefined;
  if (close === undefined) return -1;
  for (let at = from + 1; at + 1 < tokens.length; at += 2) {
    const [item, sign] = [tokens[at], tokens[at + 1]];
    if (item?.kind === "mark" || sign?.kind !== "mark") return -1;
    if (sign.text === close) return at > from + 1 ? at + 1 : -1;
    if (sign.text !== ",") return -1;
  }
  return -1;
}
