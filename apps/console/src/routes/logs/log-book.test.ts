import { expect, it } from "vitest";
import { LogBook } from "./log-book.ts";

const rows = (from: number, to: number) => {
  const step = from < to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => ({ id: String(from + n * step) }));
};
const shown = (book: LogBook<{ id: string }>) => Array.from({ length: book.length }, (_, n) => book.at(n)?.id);

it("shows the newest first: pages are added below, arrivals above, nothing twice", () => {
  const book = new LogBook();
  book.start(rows(10, 8));
  book.addOlder(rows(8, 6));
  book.addNewer(rows(10, 12));
  expect(shown(book)).toEqual(["12", "11", "10", "9", "8", "7", "6"]);
  expect([book.placeOf("12"), book.placeOf("6"), book.placeOf("99")]).toEqual([0, 6, -1]);
});

it("lets arrivals wait while it is held, and counts them", () => {
  const book = new LogBook();
  book.start(rows(3, 1));
  book.held = true;
  book.addNewer(rows(4, 6));
  book.addNewer(rows(6, 7));
  expect([book.waiting, shown(book)]).toEqual([4, ["3", "2", "1"]]);
  book.release();
  expect([book.waiting, shown(book)]).toEqual([0, ["7", "6", "5", "4", "3", "2", "1"]]);
});

it("forgets at the old end what is too much in hand, and takes it anew when it is asked for", () => {
  const book = new LogBook(100);
  book.start(rows(100, 1));
  book.addNewer(rows(101, 105));
  expect(book.shortened).toBe(false);
  book.addNewer(rows(106, 106));
  expect([book.length, book.shortened, book.at(0)?.id, book.at(99)?.id]).toEqual([100, true, "106", "7"]);
  book.addOlder(rows(6, 1));
  expect(book.length).toBe(100);
});
