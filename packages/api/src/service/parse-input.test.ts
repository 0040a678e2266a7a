import { expect, test } from "vitest";
import { z } from "zod";
import type { InvalidInputError } from "./errors.ts";
import { parseInput } from "./parse-input.ts";

function refusalOf(input: Record<string, unknown>): string | undefined {
  try {
    parseInput(z.strictObject({}), input);
  } catch (error) {
    return (error as InvalidInputError).issues[0]?.message;
  }
}

test("of many unknown keys the first ten are named, and how many more there are", () => {
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`key${n}`, 1]));
  const names = Array.from({ length: 10 }, (_, n) => `"key${n}"`).join(", ");
  expect(refusalOf(many)).toBe(`Unrecognized keys: ${names} and 59990 more.`);
  expect(refusalOf({ only: 1 })).toBe('Unrecognized key: "only".');
  expect(refusalOf({ ["k".repeat(10_000)]: 1 })?.length).toBeLessThan(100);
});
