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
      forSeconds: 120,
    },
    groupBy: [],
    routeIds: [],
    policyId: null,
    flapSeconds: 600,
    inhibits: null,
  };
  expect(definitionOf(draftOf(measured))).toEqual(measured);
});

test("an empty clear limit and an empty filter are left out", () => {
  const definition = definitionOf({ ...emptyDraft, kind: "threshold", filter: { type: "" } });
  expect(definition.condition).toMatchObject({ filter: {}, limit: 10 });
  expect(definition.condition).not.toHaveProperty("clearLimit");
});
