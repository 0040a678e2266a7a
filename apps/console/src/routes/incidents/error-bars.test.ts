import { expect, test } from "vitest";
import { errorBars, spanSince } from "./error-bars.ts";

const now = Date.parse("2026-11-21T12:00:00Z");
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

test("an incident is shown as finely as the counts reach back, with what came before it", () => {
  expect(spanSince(ago(1), now)).toEqual({ step: "MINUTE", steps: 30 });
  expect(spanSince(ago(30), now)).toEqual({ step: "MINUTE", steps: 60 });
  expect(spanSince(ago(60), now)).toEqual({ step: "MINUTE", steps: 120 });
  expect(spanSince(ago(4 * 60), now)).toEqual({ step: "HOUR", steps: 24 });
  expect(spanSince(ago(4 * 24 * 60), now)).toEqual({ step: "HOUR", steps: 168 });
  expect(spanSince(ago(8 * 24 * 60), now)).toBeUndefined();
});

test("errors of several groups are summed, of one that two links stand for they count once, of a hidden one not at all", () => {
  const counts = (first: number, second: number) => [
    { at: ago(1), count: second },
    { at: ago(2), count: first },
  ];
  const links = [
    { id: "1", errorGroup: { id: "a", counts: counts(1, 2) } },
    { id: "2", errorGroup: { id: "a", counts: counts(1, 2) } },
    { id: "3", errorGroup: { id: "b", counts: counts(10, 0) } },
    { id: "4", errorGroup: null },
  ];
  expect(errorBars(links)).toEqual([
    { at: now - 120_000, count: 11 },
    { at: now - 60_000, count: 2 },
  ]);
});
