import { expect, test } from "vitest";
import { exposureBars, exposureLayers } from "./exposure-bars.ts";

const points = [
  { at: "2026-11-20T10:00:00Z", variant: "on", count: 3 },
  { at: "2026-11-20T10:00:00Z", variant: "off", count: 9 },
  { at: "2026-11-20T12:00:00Z", variant: null, count: 2 },
  { at: "2026-11-20T12:00:00Z", variant: "old", count: 1 },
];

test("the default stands at the foot, what is no variant any more and the app's own default above", () => {
  const layers = exposureLayers(points, ["on", "off"], "off");
  expect(layers.map(({ name, count }) => [name, count])).toEqual([
    ["off", 9],
    ["on", 3],
    ["old", 1],
    ["the app's own default", 2],
  ]);
});

test("hours are stacked where somebody asked, and left out where nobody did", () => {
  const layers = exposureLayers(points, ["on", "off"], "off");
  const span = { since: "2026-11-20T09:30:00Z", until: "2026-11-20T12:10:00Z", points };
  expect(exposureBars(span, layers)).toEqual({
    hours: 4,
    most: 12,
    bars: [
      { index: 1, tops: [9, 12, 12, 12] },
      { index: 3, tops: [0, 0, 1, 3] },
    ],
  });
});
