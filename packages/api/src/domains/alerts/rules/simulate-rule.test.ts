import { expect, test } from "vitest";
import { condition, type SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import { judge, measure } from "../evaluation/measure-series.ts";
import { groupPoints } from "../evaluation/series-groups.ts";
import { emptyWindow } from "../evaluation/window.ts";
import { startPace } from "./simulate-pace.ts";
import { simulateSeries } from "./simulate-rule.ts";
import { inTurn } from "./simulate-turn.ts";

const minute = 60_000;
const base = Math.floor(Date.UTC(2026, 10, 20) / minute) * minute;

function series(rest: Record<string, unknown>): SeriesCondition {
  const fields = { kind: "threshold", series: "events.count", comparator: "gt", limit: 0, ...rest };
  return condition.parse(fields) as SeriesCondition;
}

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function randomPoints(next: () => number, minutes: number): SeriesPoint[] {
  return ["a", "b", "c"].flatMap((type) => {
    const dimensions = { type };
    return Array.from({ length: minutes }, (_, n) => {
      // Quarters are exact in binary, so that both ways must come to the very same number.
      const value = next() < 0.3 ? null : Math.floor(next() * 80 - 40) / 4;
      return { at: new Date(base + n * minute), value, dimensions };
    }).filter(() => next() > 0.2);
  });
}

const kinds = [
  { kind: "threshold" },
  { kind: "rate", perSeconds: 60 },
  { kind: "change", unit: "percent" },
  { kind: "change", unit: "absolute" },
];

test.each(
  kinds.flatMap((kind) => ["avg", "sum", "min", "max", "last"].map((aggregation) => ({ ...kind, aggregation }))),
)("a dry run finds what evaluating each minute anew finds: %o", async (fields) => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const next = numbers(seed);
    const points = randomPoints(next, 60);
    const windowSeconds = 60 + Math.floor(next() * 900);
    const asked = series({ ...fields, windowSeconds, limit: 1 });
    for (const groupBy of [[], ["type"]]) {
      const span = { from: new Date(base + 20 * minute), to: new Date(base + 65 * minute) };
      const fast = await simulateSeries(asked, groupBy, points, { ...span, stepSeconds: 60, unit: "events" });
      const fired: { at: number; labels: object; reason: string }[] = [];
      const values: (number | null)[] = [];
      for (const [index, { groupKey, labels, points: own }] of groupPoints(groupBy, points).entries()) {
        const sorted = own.toSorted((a, b) => a.at.getTime() - b.at.getTime());
        const group = { groupKey, labels, state: emptyWindow() };
        for (let at = span.from.getTime(); at <= span.to.getTime(); at += minute) {
          const measured = measure(asked, sorted, at, "events");
          if (index === 0) values.push(measured.value);
          for (const finding of judge(asked, group, measured, at))
            if (finding.kind === "fired") fired.push({ at, labels, reason: finding.reason });
        }
      }
      expect(fast.values.map(({ value }) => value)).toEqual(values);
      expect(fast.firings.map(({ from, labels, reason }) => ({ at: from.getTime(), labels, reason }))).toEqual(
        fired.sort((a, b) => a.at - b.at),
      );
    }
  }
});

/** What a log with so many event types gives to a day-long window. */
function twoDays(types: number): SeriesPoint[] {
  return Array.from({ length: types }, (_, type) => ({ type: `type.${type}` })).flatMap((dimensions) =>
    Array.from({ length: 2880 }, (_, n) => ({ at: new Date(base + n * minute), value: (n * 7) % 11, dimensions })),
  );
}

const lastDay = { from: new Date(base + 1440 * minute), to: new Date(base + 2880 * minute), stepSeconds: 60, unit: "" };

test("a day-long window over many groups is evaluated whole, and nobody waits for it", async () => {
  const points = twoDays(60);
  const pace = startPace({ mostMs: 60_000 });
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  const wish = series({ windowSeconds: 86_400 });
  const { firings, values } = await simulateSeries(wish, ["type"], points, lastDay, pace);
  clearInterval(others);
  expect(pace.ended).toBeNull();
  // Everybody else had turns between.
  expect(turns).toBeGreaterThan(2);
  expect(firings).toHaveLength(60);
  expect(values).toHaveLength(1441);
});

test("what is too much ends, and says why", async () => {
  const work = startPace({ mostWork: 10_000 });
  const { values } = await simulateSeries(series({ windowSeconds: 86_400 }), ["type"], twoDays(3), lastDay, work);
  expect(values.length).toBeLessThan(1441);
  expect(work.ended).toMatch(/^More than 10,000 points had to be evaluated\. Narrow/);
  const time = startPace({ mostMs: 0 });
  await simulateSeries(series({ windowSeconds: 86_400 }), ["type"], twoDays(60), lastDay, time);
  expect(time.ended).toMatch(/^The dry run took longer than 0 s\./);
});

test("one caller's work is done one after the other, also after a failure; another caller's is not held up", async () => {
  const log: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const first = inTurn("ines", work("first", true));
  const second = inTurn("ines", work("second"));
  const other = inTurn("tom", work("other"));
  await expect(first).rejects.toThrow("first");
  await Promise.all([second, other]);
  expect(log.indexOf("second begins")).toBeGreaterThan(log.indexOf("first ends"));
  expect(log.indexOf("other begins")).toBeLessThan(log.indexOf("first ends"));
});
