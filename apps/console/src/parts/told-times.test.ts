import { expect, it } from "vitest";
import { toldPieces } from "./told-times.ts";

it("finds the moments that a sentence tells, and keeps every word", () => {
  expect(toldPieces("logs.count was 1 entry at 2026-11-21T20:15:00.123Z; no alert is open.")).toEqual([
    { words: "logs.count was 1 entry at ", at: "2026-11-21T20:15:00.123Z" },
    { words: "; no alert is open.", at: null },
  ]);
  expect(toldPieces("since 2026-11-21T20:15Z until 2026-11-22T01:02:03Z.").map(({ at }) => at)).toEqual([
    "2026-11-21T20:15Z",
    "2026-11-22T01:02:03Z",
    null,
  ]);
  expect(toldPieces("no 2026-11-21 here")).toEqual([{ words: "no 2026-11-21 here", at: null }]);
});
