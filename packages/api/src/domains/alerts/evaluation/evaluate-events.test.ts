import { expect, test } from "vitest";
import { type RuleDefinitionInput, ruleDefinition } from "../condition/rule-definition.ts";
import type { ActiveRule } from "./active-rule.ts";
import { evaluateMatches, groupsOver, matchEvents, mostGroups } from "./evaluate-events.ts";
import type { SeenEvent } from "./seen-event.ts";

const start = Date.parse("2026-11-21T14:00:00Z");

function rule(definition: RuleDefinitionInput, changes: Partial<ActiveRule> = {}): ActiveRule {
  const parsed = ruleDefinition.parse(definition);
  const base = { id: "r", name: "R", version: 1, severity: "error" as const, tenantId: null, activeSince: start };
  return { ...base, definition: parsed, ...changes };
}

let serial = 0;
function event(seconds: number, data: Record<string, unknown> = {}, changes: Partial<SeenEvent> = {}): SeenEvent {
  serial += 1;
  return {
    id: `e${serial}`,
    type: "delivery.refused",
    subjectType: "delivery",
    subjectId: "s",
    tenantId: null,
    actorType: "system",
    actorName: "test",
    data,
    occurredAt: new Date(start + seconds * 1000),
    ...changes,
  };
}

function found(of: ActiveRule, events: SeenEvent[]) {
  const groups = groupsOver(new Map(), new Map());
  return evaluateMatches(matchEvents([of], events), groups).map(({ finding }) => finding);
}

const counted = { kind: "event" as const, types: ["delivery.refused"], atLeast: 3, withinSeconds: 10 };

test("the n-th event within the span fires, not the n-th at all; events out of order count where they belong", () => {
  const slow = found(
    rule({ condition: counted }),
    [0, 6, 12, 18].map((at) => event(at)),
  );
  expect(slow).toEqual([]);
  const late = found(rule({ condition: counted }), [event(0), event(20), event(24), event(22)]);
  expect(late).toMatchObject([{ kind: "fired", count: 3, firstAt: start + 20_000, lastAt: start + 24_000 }]);
});

test("split over batches or in one, the count is the same", () => {
  const events = Array.from({ length: 1000 }, (_, n) => event(n / 100));
  const one = found(rule({ condition: counted }), events);
  const total = (all: { kind: string; count?: number }[]) => all.reduce((sum, { count = 0 }) => sum + count, 0);
  expect(total(one as never)).toBe(1000);
  const of = rule({ condition: counted });
  const groups = groupsOver(new Map(), new Map());
  let sum = 0;
  for (let n = 0; n < 1000; n += 7)
    for (const { finding } of evaluateMatches(matchEvents([of], events.slice(n, n + 7)), groups))
      sum += "count" in finding ? finding.count : 0;
  expect(sum).toBe(1000);
});

test("what ended while nobody looked ended when it ended, and the next event begins anew", () => {
  const of = rule({ condition: { ...counted, atLeast: 1, resolveAfterSeconds: 60 } });
  expect(found(of, [event(0), event(10), event(100)])).toMatchObject([
    { kind: "fired", at: start, count: 2 },
    { kind: "cleared", at: start + 70_000 },
    { kind: "fired", at: start + 100_000, count: 1 },
  ]);
});

test.each([
  [{ path: "data.provider", op: "eq" as const, value: "github" }, 1],
  [{ path: "data.provider", op: "ne" as const, value: "github" }, 2],
  [{ path: "data.provider", op: "in" as const, value: ["github", "stripe"] }, 2],
  [{ path: "data.provider", op: "notIn" as const, value: ["github"] }, 2],
  [{ path: "data.reason", op: "contains" as const, value: "sign" }, 1],
  [{ path: "data.reason", op: "startsWith" as const, value: "sign" }, 0],
  [{ path: "data.n", op: "gte" as const, value: 2 }, 2],
  [{ path: "data.n", op: "lt" as const, value: 2 }, 1],
  [{ path: "data.deep.er", op: "exists" as const, value: true }, 1],
  [{ path: "data.deep.er", op: "exists" as const, value: false }, 2],
  [{ path: "tenantId", op: "eq" as const, value: "t1" }, 1],
])("%j takes %i of three", (where, expected) => {
  const events = [
    event(0, { provider: "github", n: 1, reason: "no signature" }),
    event(1, { provider: "stripe", n: 2, deep: { er: 0 } }, { tenantId: "t1" }),
    event(2, { n: 3 }),
  ];
  const of = rule({ condition: { kind: "event", types: ["delivery.refused"], where: [where] } });
  expect(matchEvents([of], events)).toHaveLength(expected);
});

test("neither what happened before, nor another tenant's, nor another type counts", () => {
  const of = rule({ condition: { kind: "event", types: ["delivery.refused"] } }, { tenantId: "t1" });
  const events = [
    event(-1, {}, { tenantId: "t1" }),
    event(1, {}, { tenantId: "t2" }),
    event(1, {}, { tenantId: "t1", type: "delivery.accepted" }),
    event(2, {}, { tenantId: "t1" }),
  ];
  expect(matchEvents([of], events)).toHaveLength(1);
});

test("beyond the most groups whatever is new is one group together, and says so", () => {
  const of = rule({ condition: { kind: "event", types: ["delivery.refused"] }, groupBy: ["data.id"] });
  const findings = found(
    of,
    Array.from({ length: mostGroups + 20 }, (_, n) => event(n / 1000, { id: `id-${n}` })),
  );
  expect(findings).toHaveLength(mostGroups + 1);
  expect(findings.at(-1)).toMatchObject({ labels: { overflow: `more than ${mostGroups} groups` }, count: 20 });
});
