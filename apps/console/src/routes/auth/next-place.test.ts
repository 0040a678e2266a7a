import { expect, test } from "vitest";
import { nextPlace } from "./next-place.ts";

test.each([
  ["/w/meridian/members?do=invite", "/w/meridian/members?do=invite"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
])("after signing in, next=%s leads to %s", (next, place) => {
  expect(nextPlace(new URLSearchParams({ next }))).toBe(place);
});
