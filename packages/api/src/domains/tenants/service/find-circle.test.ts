import { expect, test } from "vitest";
import { findCircle } from "./find-circle.ts";

const known = [
  { from: "a", to: "b" },
  { from: "b", to: "c" },
  { from: "b", to: "d" },
  { from: "d", to: "e" },
];

test("the circle is named along its walk", () => {
  expect(findCircle(known, { from: "e", to: "a" })).toEqual(["e", "a", "b", "d", "e"]);
  expect(findCircle(known, { from: "a", to: "a" })).toEqual(["a", "a"]);
});

test("two ways to one service are no circle", () => {
  expect(findCircle(known, { from: "a", to: "e" })).toBeNull();
  expect(findCircle(known, { from: "c", to: "e" })).toBeNull();
});
