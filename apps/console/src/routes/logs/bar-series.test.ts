import { expect, it } from "vitest";
import { barSeries, barWords, type LogBar } from "./bar-series.ts";

const bars: LogBar[] = [
  {
    from: "2026-11-21T14:00:00Z",
    to: "2026-11-21T14:01:00Z",
    counts: [
      { level: "INFO", count: 900 },
      { level: "ERROR", count: 3 },
      { level: "FATAL", count: 1 },
      { level: "TRACE", count: 5 },
    ],
  },
  { from: "2026-11-21T14:01:00Z", to: "2026-11-21T14:02:00Z", counts: [] },
];

it("stacks the gravest at the foot and draws the tallest first", () => {
  expect(barSeries(bars)).toEqual([
    [1795269600, 1795269660],
    [909, 0],
    [904, 0],
    [4, 0],
    [4, 0],
  ]);
});

it("says in words what it draws", () => {
  expect(barWords(bars)).toBe("Entries over time: 1 fatal, 3 error, 900 info, 5 trace.");
  expect(barWords([])).toBe("No entries in this time.");
});
