import { describe, expect, it, vi } from "vitest";
import { rememberTest } from "../conditions/remember-test.ts";
import { compileSnapshot, type FlagDefinition, type Snapshot } from "../index.ts";
import { onFlag } from "../testing/start-twin.ts";
import { explainFlag, findProblems } from "./index.ts";

const snapshotOf = (...flags: FlagDefinition[]): Snapshot => ({
  version: 1,
  environment: "production",
  flags,
  segments: [],
});
const rule = (operator: string, ...values: string[]) => ({
  id: "r",
  conditions: [{ attribute: "plan", operator: operator as "equals", values }],
});
const requires = (key: string, flag: string): FlagDefinition => ({
  ...onFlag,
  key,
  prerequisites: [{ flag, variants: ["on"] }],
});

describe("a definition is refused with its path", () => {
  it.each<[string, Partial<FlagDefinition>, string, string]>([
    ["a percentage over 100", { rollout: { percentage: 101 } }, "rollout.percentage", "101 %"],
    ["weights that are not 100", { serve: { weights: [{ variant: "on", weight: 90 }] } }, "serve.weights", "make 90 %"],
    ["an unknown variant", { serve: "blue" }, "serve", '"blue"'],
    ["mixed kinds", { variants: { on: true, off: "no" } }, "variants", "boolean and string"],
    ["a JSON variant of 1 MB", { variants: { on: "x".repeat(2 ** 20), off: "" } }, "variants.on", "65536"],
    ["10,000 rules", { rules: Array(10_000).fill(rule("equals", "x")) }, "rules", "at most 200"],
    [
      "an unknown operator",
      { rules: [rule("equals", "x"), rule("like", "x")] },
      "rules[1].conditions[0]",
      "Operator like",
    ],
    [
      "a value that cannot be compared",
      { rules: [rule("cidr", "10.0.0.0/33")] },
      "rules[0].conditions[0]",
      "10.0.0.0/33",
    ],
    ["an attribute that every object has", { bucketBy: "constructor" }, "bucketBy", "constructor"],
    ["a time that is none", { schedule: { from: "tomorrow" } }, "", "tomorrow"],
  ])("%s", (_, change, path, words) => {
    const flag = { ...onFlag, ...change };
    expect(findProblems(flag, snapshotOf(flag))[0]).toEqual({ path, message: expect.stringContaining(words) });
  });

  it("names the way of a circle, and evaluation ends in it", () => {
    const flags = [requires("a", "b"), requires("b", "c"), requires("c", "a")];
    const [first] = flags;
    if (!first) throw new TypeError("no flag");
    expect(findProblems(first, snapshotOf(...flags))).toEqual([
      { path: "prerequisites", message: "They go in a circle: a → b → c → a." },
    ]);
    expect(compileSnapshot(snapshotOf(...flags)).evaluate("a", {}, "mine")).toMatchObject({
      value: "mine",
      errorCode: "PARSE_ERROR",
    });
  });

  it.each([
    "(a+)+$",
    "(a|b)*x",
    "(a|a){30}",
    "(?=x)y",
    "(?<!x)y",
    "(a)\\1",
    "a*a*a*",
    "^.*.*.*x",
    "a*a*x",
    `^${"a?".repeat(17)}[^]{200}b`,
    "^.*.*.*.*x",
    "(a",
    `a{99999}`,
    "a?".repeat(30),
  ])("the pattern %s", (pattern) => {
    const flag = { ...onFlag, rules: [rule("regex", pattern)] };
    expect(findProblems(flag, snapshotOf(flag))[0]?.path).toBe("rules[0].conditions[0]");
  });

  it.each(["^[^@]+@[^.]+\\.com$", "Chrome/\\d+", "^(?:eu|us)-(?<zone>[a-z]+)", "^\\(\\d{3}\\) \\+1"])(
    "not the pattern %s, which ends soon",
    (pattern) => {
      const flag = { ...onFlag, rules: [rule("regex", pattern)] };
      expect(findProblems(flag, snapshotOf(flag))).toEqual([]);
    },
  );
});

describe("the patterns of a flag together", () => {
  const slow = Array.from({ length: 17 }, (_, i) => rule("regex", `^.*${i}.*x`));

  it("are refused against the rule that goes beyond", () => {
    const fits = { ...onFlag, rules: slow.slice(0, 16) };
    expect(findProblems(fits, snapshotOf(fits))).toEqual([]);
    const flag = { ...onFlag, rules: slow };
    expect(findProblems(flag, snapshotOf(flag))).toEqual([
      { path: "rules[16].conditions", message: expect.stringContaining("1114112 ways to match, at most 1048576") },
    ]);
  });

  it("include the segments that its rules name, each once", () => {
    const segments = [{ key: "big", conditions: slow.flatMap(({ conditions }) => conditions) }];
    const inside = { id: "s", conditions: [{ segment: "big" }] };
    const flag = { ...onFlag, rules: [rule("equals", "x"), inside, inside] };
    expect(findProblems(flag, { ...snapshotOf(flag), segments })).toMatchObject([
      { path: "rules[1].conditions", message: expect.stringContaining("have 1114112 ways") },
    ]);
  });
});

it("asks a pattern once for texts that are the same, and again for others", () => {
  const flag = { ...onFlag, serve: "off", rules: [{ ...rule("regex", "^pro"), serve: "on" }] };
  const compiled = compileSnapshot(snapshotOf(flag));
  const answers = ["pro", "pro", "free", "free", "pro 2"].map((plan) => compiled.evaluate("checkout", { plan }).value);
  expect(answers).toEqual([true, true, false, false, true]);
  const tried = vi.spyOn(RegExp.prototype, "test");
  const test = rememberTest(/^pro/u);
  for (const text of ["pro", "pro", "free", "pro"]) test(text);
  expect(tried).toHaveBeenCalledTimes(3);
  tried.mockRestore();
});

it("kills a flag that is broken otherwise", () => {
  const broken = { ...onFlag, killed: true, rules: [rule("like", "x")] };
  expect(compileSnapshot(snapshotOf(broken)).evaluate("checkout", {}, true)).toMatchObject({
    value: false,
    reason: "DISABLED",
  });
});

it("explains the walk with what was compared", () => {
  const flag = { ...onFlag, rules: [rule("equals", "pro")], rollout: { percentage: 0 } };
  expect(explainFlag(snapshotOf(flag), "checkout", { plan: "free" }).walk.slice(2)).toEqual([
    {
      step: "rules",
      ruleId: "r",
      outcome: "passed",
      compared: [{ subject: "plan", operator: "equals", expected: ["pro"], actual: "free", held: false }],
      buckets: [],
    },
    {
      step: "rollout",
      ruleId: null,
      outcome: "decided",
      compared: [{ subject: "rollout by targetingKey", operator: "below %", expected: 0, actual: null, held: false }],
      // Who has no targeting key lies nowhere.
      buckets: [{ kind: "rollout", attribute: "targetingKey", bucket: null, parts: [{ variant: null, upTo: 0 }] }],
    },
  ]);
});
