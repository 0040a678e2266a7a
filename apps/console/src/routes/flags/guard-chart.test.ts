import { expect, test } from "vitest";
import { breachedSince, type Chart } from "./guard-chart.ts";
import { measuredShare } from "./measured-share.ts";

const minute = (n: number): string => new Date(Date.UTC(2026, 10, 21, 14, n)).toISOString();
const chart = (values: readonly (number | null)[], more: Partial<Chart> = {}): Chart => ({
  from: minute(0),
  to: minute(values.length),
  unit: "%",
  limit: 3,
  breachedBelow: false,
  complete: true,
  points: values.map((value, n) => ({ at: minute(n), value })),
  ...more,
});

test("a breach counts from where it has lasted without a break; a gap is none", () => {
  expect(breachedSince(chart([1, 4, 2, 5, null, 6]), false)).toBe(minute(3));
  expect(breachedSince(chart([1, 4, 2]), false)).toBeNull();
  expect(breachedSince(chart([1, 3, 3]), false)).toBeNull();
  expect(breachedSince(chart([1, 3, 3]), true)).toBe(minute(1));
  expect(breachedSince(chart([4, 2, 1], { breachedBelow: true }), false)).toBe(minute(1));
  expect(breachedSince(chart([4, 4], { limit: null }), true)).toBeNull();
});

test("the measured share is the newest hour's, without the apps' own defaults; an old one says nothing of now", () => {
  const points = [
    { at: minute(-60), variant: "on", count: 99 },
    { at: minute(0), variant: "on", count: 1 },
    { at: minute(0), variant: "off", count: 3 },
    { at: minute(0), variant: null, count: 8 },
  ];
  expect(measuredShare(points, "off", Date.parse(minute(40)))).toEqual({ share: 25, since: minute(0) });
  expect(measuredShare(points, "off", Date.parse(minute(121)))).toBeNull();
  expect(measuredShare([], "off")).toBeNull();
});
