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

test("of what cannot be stored the path is told, and nothing is read that is nested without end", () => {
  const refused = (input: unknown) => {
    try {
      parseInput(z.unknown(), input);
    } catch (error) {
      return (error as InvalidInputError).issues[0];
    }
    return null;
  };
  expect(refused({ a: [1, { b: "\u0000" }, "\ud800"] })?.path).toEqual(["a", "1", "b"]);
  expect(refused({ a: { "\u0000": 1 } })?.path).toEqual(["a", "(key)"]);
  let deep: unknown = "bottom";
  for (let level = 0; level < 64; level += 1) deep = [deep];
  expect(refused(deep)).toBeNull();
  for (let level = 0; level < 200_000; level += 1) deep = [deep];
  expect(refused({ x: deep })).toMatchObject({ message: "is nested deeper than 64 levels." });
  // Copying the path at every level took minutes for these.
  const wide = Array.from({ length: 400 }, () => JSON.parse(`${"[".repeat(60)}${"]".repeat(60)}`));
  expect(refused(wide)).toBeNull();
});
