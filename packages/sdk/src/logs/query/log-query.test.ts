import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeLogQuery } from "./complete-log-query.ts";
import type { LogQueryNode } from "./log-query.ts";
import { compileLogMatcher, type MatchableLogEntry } from "./match-log-entry.ts";
import { parseLogQuery } from "./parse-log-query.ts";
import { compilePattern } from "./pattern/match-pattern.ts";
import { parsePattern } from "./pattern/parse-pattern.ts";
import { printLogQuery } from "./print-log-query.ts";
import { readMoment } from "./read-moment.ts";
import { arbitraryLogQuery } from "./testing/arbitrary-log-query.ts";

const now = Date.UTC(2026, 10, 21, 14, 7, 2);

const entry: MatchableLogEntry = {
  time: now - 60_000,
  severity: 17,
  body: "Card declined for order 4711",
  service: "checkout",
  env: "production",
  tenant: "acme",
  trace: "4bf92f3577b34da6a3ce929d0e0e4736",
  span: null,
  group: null,
  scope: null,
  event: null,
  attributes: {
    duration_ms: 812,
    "http.status": 402,
    user: { plan: "pro" },
    tags: ["vip", 7],
    ok: false,
    retry: "3",
    order: 9_007_199_254_740_993n,
  },
  resource: { "host.name": "web-3" },
};

function read(text: string) {
  const parsed = parseLogQuery(text);
  if (!parsed.ok) throw new TypeError(`${text}: ${parsed.problem.message}`);
  return parsed.query;
}

const finds = (text: string) => compileLogMatcher(read(text), now)(entry);

describe("the search box's language", () => {
  it.each([
    ["", true],
    ['level:error service:checkout "card declined" -tenant:globex duration_ms:>500', true],
    ["-tenant:acme", false],
    ["level:>=warn", true],
    ["level:(warn OR fatal)", false],
    ["level:(warn error)", true],
    ["severity:[17 TO 20]", true],
    ["card*4711", true],
    ["4711*card", false],
    ["DECLINED", true],
    ["refused OR declined", true],
    ["refused OR declined AND nothing", false],
    ["NOT (refused OR timeout)", true],
    ["/order \\d{4}$/", true],
    ["/ORDER/", false],
    ["/ORDER/i", true],
    ["service:check*", true],
    ["service:/^check/", true],
    ["host.name:web-*", true],
    ["resource.host.name:web-3", true],
    ["attributes.host.name:web-3", false],
    ["http.status:402", true],
    ["http.status:4*", true],
    ["http.status:400..499", true],
    ["user.plan:pro", true],
    ["tags:vip tags:7", true],
    ["ok:false", true],
    ["retry:>2", true],
    ["order:9007199254740993", true],
    ["order:9007199254740992", false],
    ["order:>9007199254740", true],
    ["service:>2", null],
    ["missing:*", false],
    ["-missing:*", true],
    ["user:*", true],
    ["trace:4BF92F3577B34DA6A3CE929D0E0E4736", true],
    ["span:*", false],
    ["time:>-15m", true],
    ["since:30s", false],
    ["until:30s", true],
    ["time:today", true],
    ["time:yesterday", false],
    ["time:2026-11-21T14:06", true],
    ["time:[2026-11-20 TO 2026-11-21]", true],
    ["message:order", true],
    ["message:/^Card/", true],
    ["12:30", false],
    ["/order", false],
    ["https://example.com", false],
  ])("%s", (text, expected) => {
    if (expected === null) expect(parseLogQuery(text).ok).toBe(false);
    else expect(finds(text)).toBe(expected);
  });

  it.each([
    ['a "card', 2, "no closing"],
    ["(a OR b", 0, "never closed"],
    ["a)", 1, "has no ("],
    ["a OR", 2, "nothing after"],
    ["OR a", 0, "nothing before"],
    ["a AND", 2, "both sides"],
    ["()", 1, "hold nothing"],
    ["NOT", 0, "nothing to leave out"],
    ["level:eror", 6, "no level"],
    ["service:", 0, "no value"],
    ["service: checkout", 0, "no value"],
    ["duration_ms:>fast", 12, "no number"],
    ["time:>soon", 5, "no time"],
    ["time:-1h", 5, "one moment"],
    ["trace:abc", 6, "32 hexadecimal"],
    ["/(a/", 1, "never closed"],
    ["a /b\\1/", 4, "not known"],
    ["service:/(?=a)/", 9, "Looking around"],
    ["/(a{200}){200}/", 1, "too large"],
    ["*", 0, "matches everything"],
    ["x:[1 2]", 2, "two ends"],
  ])("%s is refused with its place and what to write instead", (text, from, message) => {
    const parsed = parseLogQuery(text);
    if (parsed.ok) throw new TypeError("It was read.");
    expect(parsed.problem.message).toContain(message);
    expect([parsed.problem.from, parsed.problem.instead.length > 2]).toEqual([from, true]);
  });

  it("reads what it prints", () => {
    fc.assert(
      fc.property(arbitraryLogQuery, (query: LogQueryNode) => {
        expect(read(printLogQuery(query))).toEqual(query);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws, whatever is typed", () => {
    const sign = fc.constantFrom(...'ab1:"()/-*[]>< \\.TOR^$?{},|'.split(""));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(sign, { maxLength: 24 }).map((all) => all.join("")),
          fc.string(),
        ),
        (text) => {
          const parsed = parseLogQuery(text);
          if (parsed.ok) expect(read(printLogQuery(parsed.query))).toEqual(parsed.query);
          else expect(parsed.problem.from).toBeLessThanOrEqual(text.length);
          completeLogQuery(text, Math.floor(text.length / 2));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("matches expressions as JavaScript's engine does, and those that take that one forever at once", () => {
    const atom = fc.constantFrom("a", "b", ".", "\\d", "[ab]", "[^a]", "(?:a|bc)", "\\b", "^", "$");
    const repeat = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,3}");
    const source = fc
      .array(fc.tuple(atom, repeat), { minLength: 1, maxLength: 5 })
      .map((all) => all.map(([one, times]) => (/^(\\b|\^|\$)$/.test(one) ? one : one + times)).join(""));
    const letters = fc
      .array(fc.constantFrom("a", "b", "c", "1", " ", "\n"), { maxLength: 12 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(source, letters, (pattern, text) => {
        expect(compilePattern(parsePattern(pattern), false)(text)).toBe(new RegExp(pattern, "s").test(text));
      }),
      { numRuns: 1000 },
    );
    // A matcher that goes back would not come to the end of this one in years.
    expect(compilePattern(parsePattern("(a+)+$"), false)(`${"a".repeat(5000)}!`)).toBe(false);
  });

  it("reads times with their length", () => {
    const span = (text: string) => {
      const { from, to } = readMoment(text, now) ?? { from: Number.NaN, to: Number.NaN };
      return [new Date(from).toISOString(), (to - from) / 1000];
    };
    expect(span("2026-11-21")).toEqual(["2026-11-21T00:00:00.000Z", 86_400]);
    expect(span("2026-11-21T14:07+01:00")).toEqual(["2026-11-21T13:07:00.000Z", 60]);
    expect(span("-1h30m")).toEqual(["2026-11-21T12:37:02.000Z", 0]);
    expect(readMoment("2026-02-31", now)).toBeNull();
  });
});

describe("its completion", () => {
  const seen = {
    attributes: ["duration_ms", "level"],
    values: { service: ["checkout", "card vault"], duration_ms: ["12"] },
  };
  const complete = (text: string) => completeLogQuery(text, text.length, seen);
  const inserts = (text: string) => complete(text).options.map(({ insert }) => insert);

  it("offers fields, attributes, levels, times and values that were seen", () => {
    expect(inserts("le")).toEqual(["level:", "attributes.level:"]);
    expect(inserts("error -dur")).toEqual(["duration_ms:"]);
    expect(inserts("level:>=w")).toEqual(["warn "]);
    expect(inserts("service:c")).toEqual(["checkout ", '"card vault" ']);
    expect(inserts("service:(checkout OR ca")).toEqual(['"card vault" ']);
    expect(inserts("time:>-1")).toEqual(["-15m ", "-1h "]);
    expect(inserts("duration_ms:")).toEqual(["12 ", "* ", ">=", "<="]);
    expect(inserts('"le')).toEqual([]);
  });

  it("says what would be replaced and whose values it would like to know", () => {
    expect(complete("a level:>=w")).toMatchObject({ from: 10, to: 11, valuesOf: null });
    expect(complete("tenant:a")).toMatchObject({ from: 7, valuesOf: "tenant" });
  });
});
