import { checkFieldTest, checkPattern } from "./check-field-test.ts";
import { logFieldOf } from "./log-fields.ts";
import { type LogQuery, type LogQueryNode, type LogTest, longestLogQuery } from "./log-query.ts";
import { LogQueryError, type LogQueryProblem } from "./log-query-problem.ts";
import { fieldNode, type ReadTest, readFieldTests } from "./read-field-test.ts";
import { LogQueryScanner, type LogToken } from "./scan-log-query.ts";

/** A search that was read, or why it cannot be. */
export type ParsedLogQuery =
  | { readonly ok: true; readonly query: LogQuery }
  | { readonly ok: false; readonly problem: LogQueryProblem };

const mostDepth = 20;
const mostTests = 60;

/**
 * Reads the search box's language: `level:error service:checkout "card declined" -tenant:acme duration_ms:>500`. Words stand side by
 * side where all must hold; `OR`, `NOT` and parentheses, `/regular expressions/`, `web-*`, `[100 TO 500]`, `time:>-15m`.
 */
export function parseLogQuery(text: string): ParsedLogQuery {
  try {
    if (text.length > longestLogQuery)
      throw new LogQueryError({
        from: longestLogQuery,
        to: text.length,
        message: `A search has at most ${longestLogQuery} characters.`,
        instead: "Shorten it, or save its parts as searches.",
      });
    return { ok: true, query: new LogQueryParser(text).parse() };
  } catch (error) {
    if (error instanceof LogQueryError) return { ok: false, problem: error.problem };
    throw error;
  }
}

class LogQueryParser {
  readonly #scanner: LogQueryScanner;
  #ahead: LogToken | null;
  #tests = 0;

  constructor(text: string) {
    this.#scanner = new LogQueryScanner(text);
    this.#ahead = this.#scanner.next();
  }

  parse(): LogQuery {
    if (!this.#ahead) return null;
    const node = this.#either(0);
    if (this.#ahead) this.#fail(this.#ahead, "This ) has no (.", '")" for the character itself');
    return node;
  }

  #fail({ from, to }: { from: number; to: number }, message: string, instead: string): never {
    throw new LogQueryError({ from, to, message, instead });
  }

  #take(): LogToken {
    const token = this.#ahead as LogToken;
    this.#ahead = this.#scanner.next();
    return token;
  }

  #either(depth: number): LogQueryNode {
    const any = [this.#all(depth)];
    while (this.#ahead?.kind === "or") {
      const or = this.#take();
      const next = this.#ahead as LogToken | null;
      if (!next || next.kind === "close") this.#fail(or, "OR has nothing after it.", '"OR" for the word itself');
      any.push(this.#all(depth));
    }
    const flat = any.flatMap((node) => (node.kind === "or" ? node.any : [node]));
    return flat.length === 1 ? (flat[0] as LogQueryNode) : { kind: "or", any: flat };
  }

  #all(depth: number): LogQueryNode {
    const all: LogQueryNode[] = [];
    while (this.#ahead && this.#ahead.kind !== "close" && this.#ahead.kind !== "or") {
      if (this.#ahead.kind === "and") {
        const and = this.#take();
        const next = this.#ahead as LogToken | null;
        if (all.length === 0 || !next || next.kind === "close" || next.kind === "or" || next.kind === "and")
          this.#fail(and, "AND needs something on both sides.", '"AND" for the word itself');
      }
      all.push(this.#one(depth));
    }
    if (all.length === 0) this.#failEmpty();
    const flat = all.flatMap((node) => (node.kind === "and" ? node.all : [node]));
    return flat.length === 1 ? (flat[0] as LogQueryNode) : { kind: "and", all: flat };
  }

  #failEmpty(): never {
    const { text } = this.#scanner;
    const token = this.#ahead ?? { kind: "close" as const, from: Math.max(0, text.length - 1), to: text.length };
    if (token.kind === "or") this.#fail(token, "OR has nothing before it.", '"OR" for the word itself');
    this.#fail(token, "The parentheses hold nothing.", "(one OR another)");
  }

  #one(depth: number): LogQueryNode {
    if (depth > mostDepth)
      this.#fail(this.#ahead as LogToken, "The parentheses are nested too deep.", "Take a pair out.");
    if (this.#ahead?.kind === "field") return this.#field();
    const token = this.#take();
    if (token.kind === "not") {
      const next = this.#ahead;
      if (!next || ["close", "or", "and"].includes(next.kind))
        this.#fail(
          token,
          "There is nothing to leave out.",
          `"${this.#scanner.text.slice(token.from, token.to)}" for the text itself`,
        );
      return { kind: "not", node: this.#one(depth + 1) };
    }
    if (token.kind === "open") {
      const node = this.#either(depth + 1);
      if (this.#ahead?.kind !== "close") this.#fail(token, "This ( is never closed.", '"(" for the character itself');
      this.#take();
      return node;
    }
    this.#count(token);
    if (token.kind === "regex") {
      checkPattern(token.pattern, token.from + 1);
      return { kind: "regex", pattern: token.pattern };
    }
    if (token.kind !== "word") this.#fail(token, "This cannot stand here.", "Put it between quotes.");
    return this.#text(token.pieces, token);
  }

  #text(all: readonly string[], token: { from: number; to: number }): LogQueryNode {
    const pieces = all.filter((piece) => piece !== "");
    if (pieces.length === 0)
      this.#fail(token, "This matches everything.", "Leave it out, or write a part of the text.");
    return { kind: "text", pieces };
  }

  #field(): LogQueryNode {
    const { name, from } = this.#ahead as Extract<LogToken, { kind: "field" }>;
    if (name === "") this.#fail({ from, to: from + 3 }, "A field has a name.", "attribute:value");
    const since = { since: ">=", until: "<" }[name.toLowerCase()];
    const tests = readFieldTests(this.#scanner, name, from);
    const known = logFieldOf(since ? "time" : name);
    for (const read of tests) {
      this.#count(read);
      if (since && read.test.op !== "is")
        this.#fail(read, `${name}: takes one time.`, `${name}:2026-11-21, or ${name}:1h for an hour ago`);
    }
    const meant = tests.map((read): ReadTest => (since ? { ...read, test: sinceTest(since, read.test) } : read));
    for (const read of meant) checkFieldTest(known?.name ?? name, read);
    this.#ahead = this.#scanner.next();
    if (known?.kind === "body") return this.#body(meant);
    return fieldNode(
      known?.name ?? name,
      meant.map(({ test }) => test),
    );
  }

  /** What is asked of the body is asked as if it stood there without its field. */
  #body(tests: readonly ReadTest[]): LogQueryNode {
    const any = tests.map((read): LogQueryNode => {
      const { test } = read;
      if (test.op === "regex") return { kind: "regex", pattern: test.pattern };
      return this.#text(test.op === "is" ? [test.value] : test.op === "like" ? test.pieces : [], read);
    });
    return any.length === 1 ? (any[0] as LogQueryNode) : { kind: "or", any };
  }

  #count(place: { from: number; to: number }): void {
    this.#tests += 1;
    if (this.#tests > mostTests)
      this.#fail(place, `A search asks at most ${mostTests} things.`, "service:web-* in place of many names");
  }
}

function sinceTest(sign: string, test: LogTest): LogTest {
  return { op: sign === "<" ? "lt" : "gte", value: "value" in test ? test.value : "" };
}
