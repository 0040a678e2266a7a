import { FlagdCore } from "@openfeature/flagd-core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { findProblems } from "../../authoring/index.ts";
import { compileSnapshot } from "../../index.ts";
import { importFlagd, portableSnapshot } from "../index.ts";

const flag = { state: "ENABLED", variants: { red: "r", green: "g", blue: "b" }, defaultVariant: "blue" };
const email = { var: "email" };
const file = {
  $evaluators: { ours: { ends_with: [email, "@plumbline.example"] } },
  flags: {
    plain: flag,
    off: { ...flag, state: "DISABLED" },
    listed: { ...flag, targeting: { if: [{ in: [{ var: "plan" }, ["pro", "team"]] }, "red"] } },
    nested: {
      ...flag,
      targeting: {
        if: [
          {
            and: [
              { $ref: "ours" },
              { "!": [{ or: [{ "==": [{ var: "plan" }, "free"] }, { ">": [{ var: "age" }, 60] }] }] },
            ],
          },
          { if: [{ "<=": [18, { var: "age" }] }, "red"] },
          { in: ["beta", email] },
          "green",
          null,
        ],
      },
    },
    dealt: {
      ...flag,
      targeting: {
        fractional: [
          ["red", 20],
          ["green", 30],
          ["blue", 50],
        ],
      },
    },
    dealtByPlan: {
      ...flag,
      targeting: {
        if: [
          { starts_with: [email, "a"] },
          { fractional: [{ cat: [{ var: "$flagd.flagKey" }, email] }, ["red", 1], ["green", 1]] },
          { fractional: [email, ["green"], ["blue"]] },
        ],
      },
    },
    version: {
      ...flag,
      targeting: {
        if: [
          { sem_ver: [{ var: "version" }, "^", "1.5.0"] },
          "red",
          { sem_ver: [{ var: "version" }, ">=", "2.1.0"] },
          "green",
        ],
      },
    },
    later: { ...flag, targeting: { if: [{ ">": [{ var: "$flagd.timestamp" }, 4_000_000_000] }, "red", "green"] } },
  },
};
const context = fc.record(
  {
    targetingKey: fc.uuid(),
    email: fc.oneof(
      fc.constantFrom("a@plumbline.example", "beta@other.example", "z@plumbline.example"),
      fc.emailAddress(),
    ),
    plan: fc.constantFrom("free", "pro", "team"),
    age: fc.integer({ min: 10, max: 80 }),
    version: fc.constantFrom("1.2.3", "1.9.0", "2.0.0", "2.1.0-rc.1", "2.1.0", "3.0.0"),
  },
  { requiredKeys: ["targetingKey", "email"] },
);

it("answers as flagd's own engine on the same contexts", () => {
  const flagd = new FlagdCore();
  flagd.setConfigurations(JSON.stringify(file));
  const imported = importFlagd(JSON.stringify(file), { environment: "staging" });
  expect(imported.refused).toEqual([]);
  const snapshot = portableSnapshot(imported.file, "staging");
  for (const one of snapshot.flags) expect([one.key, findProblems(one, snapshot)]).toEqual([one.key, []]);
  const ours = compileSnapshot(snapshot);
  const seen = new Set<string>();
  fc.assert(
    fc.property(context, (one) => {
      for (const key of Object.keys(file.flags).filter((name) => name !== "off")) {
        const { value } = ours.evaluate(key, one, "none");
        expect([key, value]).toEqual([key, flagd.resolveStringEvaluation(key, "none", one).value]);
        seen.add(`${key}:${value}`);
      }
    }),
    { seed: 20261121, numRuns: 500 },
  );
  expect([...seen].filter((one) => one.startsWith("dealt")).sort()).toEqual([
    "dealt:b",
    "dealt:g",
    "dealt:r",
    "dealtByPlan:b",
    "dealtByPlan:g",
    "dealtByPlan:r",
  ]);
  expect(imported.differences).toEqual([
    {
      flag: "off",
      environment: "staging",
      message: expect.stringContaining("caller's own default"),
      changesAnswers: true,
    },
  ]);
});

it("refuses a flag that it cannot answer alike, with the reason", () => {
  const flags = {
    truthy: { ...flag, targeting: { if: [{ var: "beta" }, "red", "green"] } },
    none: { ...flag, defaultVariant: null },
    mixed: { ...flag, variants: { blue: "b", red: 1 } },
    gone: { ...flag, targeting: { if: [{ $ref: "gone" }, "red"] } },
    good: flag,
  };
  const { file: made, refused } = importFlagd(JSON.stringify({ flags }));
  expect(made.flags.map(({ key }) => key)).toEqual(["good"]);
  expect(refused.map(({ flag: key, reason }) => `${key}: ${reason}`)).toEqual([
    expect.stringContaining('truthy: The test {"var":["beta"]}'),
    expect.stringContaining("none: It has no default variant"),
    expect.stringContaining("mixed: Its variants mix string and number"),
    'gone: The file has no evaluator "gone".',
  ]);
  expect(() => importFlagd('{"flags":[]}')).toThrow("no object `flags`");
});
