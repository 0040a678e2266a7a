import { expect, test } from "vitest";
import { leanOf } from "./bob.ts";

test("the bob hangs straight only when everything is proven", () => {
  expect(leanOf(0)).toBe(0);
  expect(leanOf(0.03)).toBeGreaterThan(2);
});

test("the bob leans as drawn at 8 of 31, and stays within its frame when nothing is proven", () => {
  expect(leanOf(8 / 31)).toBeCloseTo(11.6, 0);
  expect(leanOf(1)).toBe(26);
  expect(leanOf(7)).toBe(26);
});

test("more unproven claims never make it lean less", () => {
  const leans = Array.from({ length: 32 }, (_, proven) => leanOf(1 - proven / 31));
  expect(leans).toEqual([...leans].sort((a, b) => b - a));
});
