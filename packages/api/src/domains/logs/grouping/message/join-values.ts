import type { Token } from "./token.ts";

const parts = new Set(":.-_");
const joiners = new Set(":,.-_/+|@!\\&=#~%*?");

/** Makes one value of values that stand together: `10.0.0.1:80,10.0.0.2:80`, `1 2 3`, `0|121|10111`. */
export function joinValues(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    out.push(token);
    while (joinLast(out)) {
      // Each join may make the next one possible.
    }
  }
  return out;
}

function joinLast(out: Token[]): boolean {
  const [first, middle, last] = [out.at(-3), out.at(-2), out.at(-1)];
  if (!middle || !last) return false;
  if (middle.kind === "value" && last.kind === "value") {
    out.pop();
    if (last.spaced) middle.rule = "list";
    return true;
  }
  if (last.kind === "value" && middle.kind === "mark" && !middle.spaced && first?.kind === "value") {
    if (joiners.has(middle.text) && (!last.spaced || middle.text === ",")) {
      out.length -= 2;
      // A port, a part of a number: the value is still what it was.
      if (!parts.has(middle.text)) first.rule = "list";
      return true;
    }
  }
  return dropNumberSign(out, middle, last);
}

/** `#12` and `12#` are numbers as `12` is. */
function dropNumberSign(out: Token[], middle: Token, last: Token): boolean {
  if (middle.text === "#" && last.kind === "value" && !last.spaced) {
    last.spaced = middle.spaced;
    out.splice(-2, 1);
    return true;
  }
  if (last.text === "#" && middle.kind === "value" && !last.spaced) out.pop();
  return false;
}
