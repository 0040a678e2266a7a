import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSnapshots, explainFlag, findProblems } from "./authoring/index.ts";
import {
  applyDelta,
  bucketBy,
  bucketSteps,
  compileSnapshot,
  type Evaluation,
  type EvaluationContext,
  type FlagDefinition,
  type Snapshot,
} from "./index.ts";
import { arbitraryContext, arbitrarySnapshot, testNow } from "./testing/arbitrary-snapshot.ts";
import { referenceEvaluate } from "./testing/reference-evaluate.ts";

const seed = 20_261_121;
const keys = ["f1", "f2", "f3", "f4"] as const;
const base: FlagDefinition = {
  key: "f",
  environment: "production",
  type: "boolean",
  state: "active",
  enabled: true,
  salt: "s",
  variants: { on: true, off: false },
  serve: "on",
  defaultVariant: "off",
};
const snapshotOf = (...flags: FlagDefinition[]): Snapshot => ({
  version: 1,
  environment: "production",
  flags,
  segments: [],
});

describe("the evaluator", () => {
  it("agrees with a slow reference on 100,000 pairs of flag and context", () => {
    const steps = new Map<string, number>();
    let pairs = 0;
    fc.assert(
      fc.property(
        arbitrarySnapshot,
        fc.array(arbitraryContext, { minLength: 25, maxLength: 25 }),
        (snapshot, contexts) => {
          const compiled = compileSnapshot(snapshot);
          for (const context of contexts)
            for (const key of keys) {
              const { variant, step, ruleId, value, reason } = compiled.evaluate(key, context, "fallback", testNow);
              expect({ variant, step, ruleId }).toEqual(referenceEvaluate(snapshot, key, context, testNow));
              expect(value).toBe({ a: "A", b: "B", off: "" }[variant ?? ""]);
              expect(reason).not.toBe("ERROR");
              steps.set(step, (steps.get(step) ?? 0) + 1);
              pairs += 1;
            }
        },
      ),
      { seed, numRuns: 1000 },
    );
    expect(pairs).toBe(100_000);
    // Guards the generator: every step decides often enough to be tested.
    expect(steps.size).toBe(12);
    expect(Math.min(...steps.values())).toBeGreaterThan(100);
  }, 240_000);

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything()),
        fc.object(),
        fc.anything(),
        fc.anything(),
        (flags, broken, context, segment) => {
          const half = [
            ...flags,
            { ...base, ...broken },
            { ...base, rules: [{ id: "r", conditions: [broken, segment] }] },
          ];
          const snapshot = { version: 1, environment: "production", flags: half, segments: [segment] } as Snapshot;
          const compiled = compileSnapshot(snapshot);
          for (const key of compiled.keys) compiled.evaluate(key, context as EvaluationContext, 1);
          expect(compiled.evaluate("missing", context as EvaluationContext, 1).value).toBe(1);
        },
      ),
      { seed, numRuns: 3000 },
    );
  }, 120_000);

  it("answers ERROR with the caller's default for a context that throws or never ends", () => {
    const rule = { id: "r", conditions: [{ attribute: "plan", operator: "equals" as const, values: ["pro"] }] };
    const flag = compileSnapshot(snapshotOf({ ...base, rules: [rule] }));
    const throwing = Object.defineProperty({}, "plan", {
      get() {
        throw new TypeError("no");
      },
    });
    const endless: unknown[] = [];
    endless.push(endless);
    for (const context of [throwing, { plan: endless }, { plan: Symbol("x") }])
      expect(flag.evaluate("f", context, "mine")).toMatchObject({
        value: "mine",
        reason: "ERROR",
        errorCode: "GENERAL",
      });
  });

  it("negates exactly", () => {
    fc.assert(
      fc.property(arbitrarySnapshot, arbitraryContext, (snapshot, context) => {
        const conditions = snapshot.flags.flatMap(({ rules }) => rules?.flatMap((rule) => rule.conditions) ?? []);
        for (const condition of conditions) {
          const [plain, turned] = [false, true].map((negate) => {
            const rules = [{ id: "r", conditions: [{ ...condition, negate }] }];
            const one = { ...snapshot, flags: [{ ...base, rules }] };
            return compileSnapshot(one).evaluate("f", context).step === "rules";
          });
          expect(plain).toBe(!turned);
        }
      }),
      { seed, numRuns: 2000 },
    );
  }, 60_000);

  it("never drops anyone when a rollout widens", () => {
    const share = fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ unit: "grapheme" }),
        share,
        share,
        (salt, targetingKey, a, b) => {
          const at = (percentage: number) =>
            compileSnapshot(snapshotOf({ ...base, salt, rollout: { percentage } })).evaluate("f", { targetingKey })
              .value;
          expect(!at(Math.min(a, b)) || at(Math.max(a, b))).toBe(true);
        },
      ),
      { seed, numRuns: 5000 },
    );
  }, 60_000);

  it("explains what it answers", () => {
    fc.assert(
      fc.property(arbitrarySnapshot, arbitraryContext, (snapshot, context) => {
        for (const key of keys) {
          const { evaluation, walk } = explainFlag(snapshot, key, context, null, testNow);
          expect(evaluation).toEqual(compileSnapshot(snapshot).evaluate(key, context, null, testNow));
          const last = walk.at(-1);
          expect(last).toMatchObject({ step: evaluation.step, ruleId: evaluation.ruleId, outcome: "decided" });
          expect(walk.filter(({ outcome }) => outcome === "decided")).toHaveLength(1);
          // A rule decides exactly when all that it compared held.
          for (const { step, compared, outcome } of walk)
            if (step === "rules") expect(compared.every(({ held }) => held)).toBe(outcome === "decided");
          // Where variants are dealt, the bucket lies in the part of the one that is answered.
          const dealt = last?.buckets.find(({ kind }) => kind === "variants");
          const part = dealt?.parts.find(({ upTo }) => dealt.bucket !== null && dealt.bucket < upTo);
          if (part) expect(part.variant).toBe(evaluation.variant);
        }
      }),
      { seed, numRuns: 1500 },
    );
  }, 60_000);

  it("ends at the same snapshot by changes as by a whole one", () => {
    const sorted = (snapshot: Snapshot) => ({
      ...snapshot,
      flags: snapshot.flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      segments: snapshot.segments.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    });
    const some = arbitrarySnapshot.chain((snapshot) =>
      fc
        .record({ flags: fc.subarray([...snapshot.flags]), segments: fc.subarray([...snapshot.segments]) })
        .map((part) => ({ ...snapshot, ...part })),
    );
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 5 }), (all) => {
        const versions = all.map((snapshot, i) => ({ ...snapshot, version: i + 1 }));
        let current: Snapshot | null = versions[0] ?? null;
        versions.slice(1).forEach((next, i) => {
          const delta = JSON.parse(JSON.stringify(diffSnapshots(versions[i] ?? next, next)));
          current = current && applyDelta(current, delta);
        });
        expect(current).toEqual(JSON.parse(JSON.stringify(sorted(versions.at(-1) as Snapshot))));
        expect(
          applyDelta(versions[0] as Snapshot, {
            ...diffSnapshots(all[0] as Snapshot, all[1] as Snapshot),
            fromVersion: 7,
          }),
        ).toBeNull();
      }),
      { seed, numRuns: 300 },
    );
  }, 60_000);

  it("calls what the generator makes sound", () => {
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        for (const flag of snapshot.flags) expect(findProblems(flag, snapshot)).toEqual([]);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe("buckets", () => {
  const count = 100_000;
  const buckets = (salt: string) => {
    const bucket = bucketBy(salt, "targetingKey");
    return Array.from({ length: count }, (_, i) => bucket({ targetingKey: `user-${i}` }));
  };
  /** Below the 99.9 % point of chi-square with k - 1 degrees of freedom (Wilson and Hilferty's approximation). */
  const limit = (k: number) => (k - 1) * (1 - 2 / (9 * (k - 1)) + 3.09 * Math.sqrt(2 / (9 * (k - 1)))) ** 3;

  it("spread evenly", () => {
    const cells = new Array<number>(100).fill(0);
    for (const bucket of buckets("a3f1"))
      cells[Math.floor((bucket / bucketSteps) * 100)] = (cells[Math.floor((bucket / bucketSteps) * 100)] ?? 0) + 1;
    const chi = cells.reduce((sum, seen) => sum + (seen - count / 100) ** 2 / (count / 100), 0);
    expect(chi).toBeLessThan(limit(100));
  });

  it.each([
    ["two flags", "a3f1", "b772"],
    ["a flag's rollout and its variants", "a3f1", "a3f1.variant"],
  ])("of %s are independent", (_, one, two) => {
    const cells = new Array<number>(100).fill(0);
    const [a, b] = [buckets(one), buckets(two)];
    a.forEach((bucket, i) => {
      const cell = Math.floor((bucket / bucketSteps) * 10) * 10 + Math.floor(((b[i] ?? 0) / bucketSteps) * 10);
      cells[cell] = (cells[cell] ?? 0) + 1;
    });
    const chi = cells.reduce((sum, seen) => sum + (seen - count / 100) ** 2 / (count / 100), 0);
    expect(chi).toBeLessThan(limit(100));
  });

  it("are the ones that are published: nobody may move between versions of this package", () => {
    const known = ["user-1", "user-2", "zoë", "7"].map((targetingKey) =>
      bucketBy("a3f1c09be2d84751", "targetingKey")({ targetingKey }),
    );
    expect(known).toMatchInlineSnapshot(`
      [
        11332,
        17747,
        66941,
        43038,
      ]
    `);
    const answers: (Evaluation | undefined)[] = [{}, { targetingKey: "" }, { targetingKey: null }].map((context) =>
      compileSnapshot(snapshotOf({ ...base, rollout: { percentage: 99.999 } })).evaluate(
        "f",
        context as EvaluationContext,
      ),
    );
    expect(answers.map((answer) => answer?.value)).toEqual([false, false, false]);
  });
});
