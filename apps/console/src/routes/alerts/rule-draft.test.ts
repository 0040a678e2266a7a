import { expect, test } from "vitest";
import { definitionOf, draftOf, emptyDraft } from "./rule-draft.ts";

test("a definition comes back from the editor as it went in, with what it has no field for", () => {
  const event = {
    condition: {
      kind: "event",
      types: ["delivery.refused", "signal.received"],
      where: [
        { path: "data.provider", op: "in", value: ["github", "stripe"] },
        { path: "data.n", op: "gte", value: 3 },
        { path: "data.ok", op: "eq", value: false },
        { path: "data.version", op: "eq", value: "007" },
        { path: "data.version", op: "eq", value: "1.10" },
        { path: "data.flag", op: "ne", value: "true" },
        { path: "data.quoted", op: "eq", value: '"1"' },
        { path: "data.n", op: "in", value: [1, 2.5, "3", "true"] },
        { path: "data.names", op: "notIn", value: ["Doe, Jane", "a", ' "b" '] },
        { path: "data.text", op: "contains", value: '"5"' },
        { path: "data.gone", op: "exists", value: false },
      ],
      atLeast: 3,
      withinSeconds: 90,
      resolveAfterSeconds: 600,
    },
    groupBy: ["data.provider", "tenantId"],
    routeIds: ["alroute_1"],
    policyId: "escpol_1",
    flapSeconds: 30,
    inhibits: { ruleIds: ["alrule_1"], equal: ["provider"] },
  };
  expect(definitionOf(draftOf(event))).toEqual(event);
  const measured = {
    condition: {
      kind: "change",
      series: "events.count",
      filter: { type: "delivery.refused" },
      aggregation: "max",
      windowSeconds: 300,
      comparator: "lt",
      limit: -20,
      clearLimit: -5,
      forSeconds: 100,
      unit: "absolute",
    },
    groupBy: [],
    routeIds: [],
    policyId: null,
    flapSeconds: 600,
    inhibits: null,
  };
  expect(definitionOf(draftOf(measured))).toEqual(measured);
  const rate = {
    ...measured,
    condition: { ...measured.condition, kind: "rate", unit: undefined, perSeconds: 3600, later: { a: 1 } },
    later: ["of a newer version"],
  };
  expect(definitionOf(draftOf(rate))).toEqual(rate);
});

test("a field of another kind goes with its kind, and an emptied number is no zero", () => {
  const rate = draftOf({ condition: { kind: "rate", series: "events.count", limit: 3, perSeconds: 1, later: 1 } });
  const changed = definitionOf({ ...rate, kind: "event", atLeast: "" }).condition;
  expect(changed).not.toHaveProperty("perSeconds");
  expect(changed).not.toHaveProperty("later");
  expect(changed).toMatchObject({ types: emptyDraft.types, atLeast: null });
});

test("an empty clear limit and an empty filter are left out", () => {
  const definition = definitionOf({ ...emptyDraft, kind: "threshold", filter: { type: "" } });
  expect(definition.condition).toMatchObject({ filter: {}, limit: 10 });
  expect(definition.condition).not.toHaveProperty("clearLimit");
});
