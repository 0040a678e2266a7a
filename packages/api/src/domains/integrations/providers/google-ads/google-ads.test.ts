import { expect, test } from "vitest";
import { zonedMoment } from "./google-ads-poll.ts";

test.each([
  ["2026-11-20 10:00:00.123456", "Europe/Vienna", "2026-11-20T09:00:00.123Z"],
  ["2026-07-01 10:00:00", "America/New_York", "2026-07-01T14:00:00.000Z"],
  // An hour after the clocks went forward.
  ["2026-03-29 04:00:00", "Europe/Vienna", "2026-03-29T02:00:00.000Z"],
  ["2026-11-20 10:00:00", "Asia/Kathmandu", "2026-11-20T04:15:00.000Z"],
  ["2026-11-20 10:00:00", "Nowhere/Never", "2026-11-20T10:00:00.000Z"],
])("%s in %s is %s", (text, zone, expected) => {
  expect(zonedMoment(text, zone)?.toISOString()).toBe(expected);
});

test("what is no moment is none", () => {
  expect(zonedMoment("soon", "UTC")).toBeUndefined();
  expect(zonedMoment(undefined, "UTC")).toBeUndefined();
});
