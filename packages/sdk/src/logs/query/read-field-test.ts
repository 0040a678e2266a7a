import type { LogQueryNode, LogTest } from "./log-query.ts";
import { LogQueryError } from "./log-query-problem.ts";
import type { LogQueryScanner } from "./scan-log-query.ts";

/** The comparison that a field's value begins with. */
const signs = { ">=": "gte", "<=": "lte", ">": "gt", "<": "lt" } as const;

/** What was read after `field:`, with its place for whoever looks whether the field can be compared so. */
export interface ReadTest {
  readonly test: LogTest;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads what stands after `field:`: one test, or several in parentheses of which one must hold.
 * @throws LogQueryError
 */
export function readFieldTests(scanner: LogQueryScanner, field: string, fieldFrom: number): ReadTest[] {
  if (scanner.text[scanner.at] !== "(") return [readTest(scanner, field, fieldFrom)];
  const from = scanner.at;
  scanner.at += 1;
  const tests: ReadTest[] = [];
  for (scanner.skipSpace(); scanner.text[scanner.at] !== ")"; scanner.skipSpace()) {
    if (scanner.at >= scanner.text.length)
      fail(from, scanner.at, "This ( is never closed.", `${field}:(one OR another)`);
    const or = tests.length > 0 && /^OR(?=[\s()])/.test(scanner.text.slice(scanner.at, scanner.at + 3));
    if (or) scanner.at += 2;
    scanner.skipSpace();
    if (or && scanner.text[scanner.at] === ")")
      fail(scanner.at - 2, scanner.at, "OR has nothing after it.", `${field}:(one OR another)`);
    tests.push(readTest(scanner, field, fieldFrom));
  }
  scanner.at += 1;
  if (tests.length === 0) fail(from, scanner.at, `${field}: has no value.`, `${field}:(one OR another)`);
  return tests;
}

function fail(from: number, to: number, message: string, instead: string): never {
  throw new LogQueryError({ from, to, message, instead });
}

function readTest(scanner: LogQueryScanner, field: string, fieldFrom: number): ReadTest {
  const from = scanner.at;
  const done = (test: LogTest): ReadTest => ({ test, from, to: scanner.at });
  if (scanner.text[from] === "[") return done(readRange(scanner, field));
  const sign = /^(>=|<=|>|<)/.exec(scanner.text.slice(from, from + 2))?.[0] as keyof typeof signs | undefined;
  scanner.at += sign?.length ?? 0;
  const token = scanner.value();
  if (!token)
    fail(fieldFrom, scanner.at, `${field}: has no value.`, `${field}:value, or "${field}:" for the text itself`);
  if (token.kind === "regex" && !sign) return done({ op: "regex", pattern: token.pattern });
  if (token.kind !== "word")
    fail(
      token.from,
      token.to,
      `${field}: needs a value here.`,
      `${field}:"${scanner.text.slice(token.from, token.to)}"`,
    );
  const [value = ""] = token.pieces;
  if (sign) {
    if (token.pieces.length > 1) fail(token.from, token.to, `A comparison takes no *.`, `${field}:${sign}100`);
    return done({ op: signs[sign], value });
  }
  if (token.quoted) return done({ op: "is", value });
  if (token.pieces.every((piece) => piece === "")) return done({ op: "exists" });
  if (token.pieces.length > 1) return done({ op: "like", pieces: token.pieces.filter(worthKeeping) });
  const ends = /^(.+?)\.\.(.+)$/.exec(value);
  if (ends && !value.includes("...")) return done({ op: "between", from: ends[1] as string, to: ends[2] as string });
  return done({ op: "is", value });
}

/** `a**b` says no more than `a*b`. */
function worthKeeping(piece: string, index: number, all: readonly string[]): boolean {
  return piece !== "" || index === 0 || index === all.length - 1;
}

/** `[a TO b]`; a `*` leaves an end open. */
function readRange(scanner: LogQueryScanner, field: string): LogTest {
  const from = scanner.at;
  const end = /^\[\s*("(?:\\.|[^"\\])*"|[^\s"\]]+)\s+TO\s+("(?:\\.|[^"\\])*"|[^\s"\]]+)\s*\]/.exec(
    scanner.text.slice(from),
  );
  if (!end) {
    const to = scanner.text.indexOf("]", from) + 1 || scanner.text.length;
    fail(from, to, "A range has two ends.", `${field}:[100 TO 500]`);
  }
  scanner.at += end[0].length;
  const [low, high] = [end[1] as string, end[2] as string].map((text) =>
    text === "*" ? null : text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, "$1") : text,
  ) as [string | null, string | null];
  if (low === null && high === null) return { op: "exists" };
  return { op: "between", from: low, to: high };
}

/** One node of all tests of a field. */
export function fieldNode(field: string, tests: readonly LogTest[]): LogQueryNode {
  const nodes = tests.map((test): LogQueryNode => ({ kind: "field", field, test }));
  return nodes.length === 1 ? (nodes[0] as LogQueryNode) : { kind: "or", any: nodes };
}
