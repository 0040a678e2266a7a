import type { LogPattern } from "./log-query.ts";
import { LogQueryError } from "./log-query-problem.ts";

/** One word of a search with its place in the text. */
export type LogToken = { readonly from: number; readonly to: number } & (
  | { readonly kind: "open" | "close" | "and" | "or" | "not" }
  /** `field:`; what follows is its value. */
  | { readonly kind: "field"; readonly name: string }
  /** Bare or quoted text, in pieces where it had `*`. A quoted one has a single piece. */
  | { readonly kind: "word"; readonly pieces: readonly string[]; readonly quoted: boolean }
  | { readonly kind: "regex"; readonly pattern: LogPattern }
);

/** What reads a search from left to right; the parser asks it for a token or for a field's value. */
export class LogQueryScanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  /** The next token outside of a field's value, or null at the end. */
  next(): LogToken | null {
    this.skipSpace();
    const from = this.at;
    const char = this.text[from];
    if (char === undefined) return null;
    if (char === "(" || char === ")") return this.#sign(char === "(" ? "open" : "close");
    if (char === "-" && !/[\s-]|^$/.test(this.text[from + 1] ?? "")) return this.#sign("not");
    if (char === '"') return this.#quotedOrField();
    const field = /^[A-Za-z_@$][\w.@$/-]*:(?!\/\/)/.exec(this.text.slice(from, from + 300))?.[0];
    if (field) {
      this.at += field.length;
      return { kind: "field", name: field.slice(0, -1), from, to: this.at };
    }
    return this.value() as LogToken;
  }

  /** A regular expression, quoted text or a bare word; null where none begins here. */
  value(): LogToken | null {
    const from = this.at;
    if (this.text[from] === '"') return { kind: "word", pieces: [this.quoted()], quoted: true, from, to: this.at };
    const pattern = this.text[from] === "/" ? this.#regex() : null;
    if (pattern) return { kind: "regex", pattern, from, to: this.at };
    const pieces = this.#bare();
    if (this.at === from) return null;
    const word = this.text.slice(from, this.at);
    if (word === "OR" || word === "AND" || word === "NOT")
      return { kind: word.toLowerCase() as "or" | "and" | "not", from, to: this.at };
    return { kind: "word", pieces, quoted: false, from, to: this.at };
  }

  #sign(kind: "open" | "close" | "not"): LogToken {
    this.at += 1;
    return { kind, from: this.at - 1, to: this.at };
  }

  #quotedOrField(): LogToken {
    const from = this.at;
    const text = this.quoted();
    if (this.text[this.at] !== ":") return { kind: "word", pieces: [text], quoted: true, from, to: this.at };
    this.at += 1;
    return { kind: "field", name: text, from, to: this.at };
  }

  /** What stands between quotes; `\"` and `\\` are the characters themselves. */
  quoted(): string {
    const from = this.at;
    let text = "";
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      const char = this.text[this.at];
      if (char === undefined)
        throw new LogQueryError({
          from,
          to: this.text.length,
          message: 'The quoted text that begins here has no closing ".',
          instead: `${this.text.slice(from, from + 40)}"`,
        });
      if (char === "\\" && /["\\]/.test(this.text[this.at + 1] ?? "")) this.at += 1;
      text += this.text[this.at];
    }
    this.at += 1;
    return text;
  }

  /** Up to a space or parenthesis. A `\` takes a sign after it as it is; `*` stands for anything. */
  #bare(): string[] {
    const pieces: string[] = [];
    let piece = "";
    for (let char = this.text[this.at]; char !== undefined && !/[\s()"]/.test(char); char = this.text[this.at]) {
      const escaped = char === "\\" && /^[^\w]/.test(this.text[this.at + 1] ?? "");
      if (char === "*") {
        pieces.push(piece);
        piece = "";
      } else piece += escaped ? this.text[this.at + 1] : char;
      this.at += escaped ? 2 : 1;
    }
    return [...pieces, piece];
  }

  /** `/…/` or `/…/i`, ended by a space, a parenthesis or the text's end. Anything else, `/api/v1`, is a word. */
  #regex(): LogPattern | null {
    const match = /^\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/(i?)(?=[\s()]|$)/s.exec(this.text.slice(this.at));
    if (!match) return null;
    this.at += match[0].length;
    return { source: (match[1] as string).replaceAll("\\/", "/"), ignoreCase: match[2] === "i" };
  }
}
