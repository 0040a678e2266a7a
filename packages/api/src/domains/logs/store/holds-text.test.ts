import { expect, test } from "vitest";
import { cluesOf } from "./holds-text.ts";

test.each([
  ["the end of an id, which is rarer than the word beside it", ["order 01HXYZ1273567"], ["Z1273567"]],
  [
    "the beginnings of everyday words, four at most",
    ["payment was refused: card declined"],
    ["decl", "paym", "refu", "card"],
  ],
  ["words of all pieces", ["cart", "timeout"], ["time", "cart"]],
  ["nothing of one word alone", ["unobtainium"], []],
  ["nothing of one number alone", ["1273567"], []],
  ["nothing of what has no trigrams to spare", ["a 12 of %_"], []],
  ["nothing of words in other letters", ["заказ отклонён"], []],
])("%s", (_, pieces, clues) => {
  expect(cluesOf(pieces)).toEqual(clues);
});
