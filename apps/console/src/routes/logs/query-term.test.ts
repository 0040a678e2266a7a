import { parseLogQuery } from "@plumbline/sdk/logs/query";
import { expect, it } from "vitest";
import { holdsTerm, queryTerm, toggleTerm } from "./query-term.ts";

it("writes terms that the language reads", () => {
  for (const value of ["checkout", "/carts/:id", 'say "no"', "a b", "10.0.0.1"]) {
    const read = parseLogQuery(queryTerm("http.route", value));
    expect(read).toMatchObject({ ok: true, query: { kind: "field", field: "http.route", test: { op: "is", value } } });
  }
});

it("adds a term, takes it out again, and turns it round", () => {
  const term = queryTerm("service", "checkout");
  const one = toggleTerm('"card declined"', term);
  expect(one).toBe('"card declined" service:checkout');
  expect(holdsTerm(one, term)).toBe("asks");
  expect(toggleTerm(one, term, true)).toBe('"card declined" -service:checkout');
  expect(toggleTerm(one, term)).toBe('"card declined"');
  expect(toggleTerm("level:error OR level:fatal", term)).toBe("(level:error OR level:fatal) service:checkout");
});
