import { expect, test } from "vitest";
import { placeMoments } from "./place-moments.ts";

const two = (opened: number, mitigated: number) => [
  { label: "INC-2", share: opened },
  { label: "Mitigated", share: mitigated },
];

test("signs far apart have their words at their right, as long as there is room", () => {
  expect(placeMoments(two(0.3, 0.6), 1000)).toEqual([
    { nudge: 0, side: "right", words: "INC-2" },
    { nudge: 0, side: "right", words: "Mitigated" },
  ]);
  expect(placeMoments(two(0.3, 1), 1000)[1]).toEqual({ nudge: 0, side: "left", words: "Mitigated" });
});

test("of two that are near, each has its words on its own side", () => {
  expect(placeMoments(two(0.88, 0.93), 1000)).toEqual([
    { nudge: 0, side: "left", words: "INC-2" },
    { nudge: 0, side: "right", words: "Mitigated" },
  ]);
});

test("signs never cover each other, and words without a place stand with those before them", () => {
  const [opened, mitigated] = placeMoments(two(0.98, 0.99), 260);
  expect(opened?.words).toBe("INC-2, mitigated");
  expect(opened?.side).toBe("left");
  expect(mitigated?.words).toBe("");
  const between = 0.99 * 260 + (mitigated?.nudge ?? 0) - (0.98 * 260 + (opened?.nudge ?? 0));
  expect(between).toBeGreaterThanOrEqual(15.9);
});
