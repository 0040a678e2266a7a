import { expect, test } from "vitest";
import { durationWords } from "./duration-words.ts";

const nbsp = "\u00a0";

test.each([
  [0, "0.1 s"],
  [640, "0.6 s"],
  [9_400, "9 s"],
  [4 * 60_000 + 30_000, "4 min"],
  [(2 * 60 + 47) * 60_000, "2 h 47 min"],
  [26 * 3_600_000, "1 d"],
  [3 * 86_400_000, "3 d"],
  [90 * 86_400_000, "3 months"],
])("%i ms is said as %s", (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words.replaceAll(" ", nbsp));
});
