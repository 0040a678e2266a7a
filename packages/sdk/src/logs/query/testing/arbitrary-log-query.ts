import fc from "fast-check";
import type { LogQueryNode, LogTest } from "../log-query.ts";

// Small alphabets, so that searches and entries meet often.
const word = fc.constantFrom(
  "card",
  "Declined",
  "500",
  "a.b",
  "true",
  "OR",
  "-x",
  "two words",
  'say "hi"',
  "C:\\temp",
  "(x)",
  "é",
  "50%",
  "a_b",
  "..",
  "/api/v1",
  "x*y",
  ">5",
  "[1",
);
const piece = fc.constantFrom("ca", "RD", "lin", "a.", "5", "%", "_", "\\", "two w", '"', "-", "(", ":", "/", "É");
const number = fc.constantFrom("5", "500", "-1", "0.5", "1000000");
const attribute = fc.constantFrom(
  "code",
  "attributes.code",
  "resource.host",
  "host",
  "http.status",
  "attributes.level",
  "list",
  "two words",
  "missing",
);
const patterns = fc.constantFrom(
  "card|lin",
  "^ca.*d$",
  "\\d{3}",
  "[a-c]+\\.b",
  "(a|b)+c?",
  "\\bcard\\b",
  "[^a-z ]",
  "two\\swords",
  "a{2,3}|5+",
  "/api/v\\d",
  "%",
  "é",
  "\\W\\w\\B",
);
const pattern = fc.record({ source: patterns, ignoreCase: fc.boolean() });
const pieces = fc.array(piece, { minLength: 1, maxLength: 3 });
const like = fc
  .tuple(fc.constantFrom("", "ca", "5"), fc.array(piece, { maxLength: 2 }), fc.constantFrom("", "d", "0"))
  .filter(([first, middle, last]) => first !== "" || last !== "" || middle.length > 0)
  .map(([first, middle, last]): LogTest => ({ op: "like", pieces: [first, ...middle, last] }));

const exists = fc.constant<LogTest>({ op: "exists" });
const is = (values: fc.Arbitrary<string>) => values.map((value): LogTest => ({ op: "is", value }));
const ordered = (values: fc.Arbitrary<string>): fc.Arbitrary<LogTest> =>
  fc.oneof(
    fc.record({ op: fc.constantFrom("gt" as const, "gte" as const, "lt" as const, "lte" as const), value: values }),
    fc
      .tuple(fc.option(values), fc.option(values))
      .filter(([from, to]) => from !== null || to !== null)
      .map(([from, to]) => ({ op: "between" as const, from, to })),
  );
const regex = pattern.map((each): LogTest => ({ op: "regex", pattern: each }));
const text = fc.oneof(is(word), like, exists, regex);
const levels = fc.constantFrom("trace", "debug", "info", "warn", "error", "fatal");
const moments = fc.constantFrom(
  "-15m",
  "-2h",
  "now",
  "today",
  "yesterday",
  "2026-11-21",
  "2026-11-21T14",
  "2026-11-21T14:07:02.500Z",
);

const of = (field: fc.Arbitrary<string>, test: fc.Arbitrary<LogTest>) =>
  fc.record({ kind: fc.constant("field" as const), field, test });

const leaf: fc.Arbitrary<LogQueryNode> = fc.oneof(
  pieces.map((each): LogQueryNode => ({ kind: "text", pieces: each })),
  word.map((each): LogQueryNode => ({ kind: "text", pieces: [each] })),
  pattern.map((each): LogQueryNode => ({ kind: "regex", pattern: each })),
  of(fc.constantFrom("service", "tenant", "env", "scope", "event"), text),
  of(fc.constant("level"), fc.oneof(is(levels), ordered(levels), exists)),
  of(fc.constant("severity"), fc.oneof(is(fc.constantFrom("9", "17")), ordered(fc.constantFrom("5", "17")))),
  of(fc.constant("time"), fc.oneof(is(fc.constantFrom("today", "2026-11-21T14:07")), ordered(moments))),
  of(fc.constant("trace"), is(fc.constant("4bf92f3577b34da6a3ce929d0e0e4736"))),
  of(fc.constant("span"), is(fc.constant("00f067aa0ba902b7"))),
  of(attribute, fc.oneof(is(fc.oneof(word, number)), like, exists, regex, ordered(number))),
);

/** Searches as the parser gives them: no part directly within one of its own kind. */
export const arbitraryLogQuery: fc.Arbitrary<LogQueryNode> = fc.letrec<{ node: LogQueryNode }>((tie) => {
  const parts = (kind: "and" | "or") =>
    fc.array(
      tie("node").filter((node) => node.kind !== kind),
      { minLength: 2, maxLength: 3 },
    );
  return {
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: "log-query" },
      leaf,
      parts("and").map((all): LogQueryNode => ({ kind: "and", all })),
      parts("or").map((any): LogQueryNode => ({ kind: "or", any })),
      tie("node").map((node): LogQueryNode => ({ kind: "not", node })),
    ),
  };
}).node;

const value = fc.oneof(word, number, fc.constantFrom(5, 500, 0.5, -1, 1e21, 1e-7), fc.boolean(), fc.constant(null));
const attributes = fc.dictionary(fc.constantFrom("code", "host", "http.status", "level", "two words"), value, {
  maxKeys: 3,
});
const nested = fc.record(
  { http: fc.record({ status: value }), list: fc.array(value, { maxLength: 3 }) },
  { requiredKeys: [] },
);

/** Entries of the same few words as the searches. */
export const arbitraryLogEntry = fc.record({
  minutesAgo: fc.integer({ min: 0, max: 3000 }),
  severity: fc.constantFrom(0, 1, 5, 9, 10, 13, 17, 21, 24),
  body: fc.array(fc.oneof(word, piece, fc.constantFrom("\n", " ")), { maxLength: 5 }).map((all) => all.join("")),
  service: fc.constantFrom("", "card", "a.b", "ca*d", "Declined", "500"),
  env: fc.option(fc.constantFrom("card", "two words", "500")),
  tenant: fc.option(fc.constantFrom("card", "OR", "-x", "50%", "a_b", "cad", "5d0")),
  scope: fc.option(word),
  event: fc.option(word),
  trace: fc.option(fc.constant("4bf92f3577b34da6a3ce929d0e0e4736")),
  span: fc.option(fc.constant("00f067aa0ba902b7")),
  attributes: fc.tuple(attributes, nested).map(([flat, deep]) => ({ ...deep, ...flat })),
  resource: attributes,
});

/** Searches and entries for a test in which fast-check is not at hand. */
export function sampleLogs(seed: number, counts: { queries: number; entries: number }) {
  return {
    queries: fc.sample(arbitraryLogQuery, { seed, numRuns: counts.queries }),
    entries: fc.sample(arbitraryLogEntry, { seed, numRuns: counts.entries }),
  };
}
