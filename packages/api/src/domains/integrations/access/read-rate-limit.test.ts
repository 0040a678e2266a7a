import { expect, test } from "vitest";
import { readRateLimit } from "./read-rate-limit.ts";

const now = new Date("2026-11-20T12:00:00Z");
const inAMinute = new Date("2026-11-20T12:01:00Z");
const epoch = inAMinute.getTime() / 1000;

test.each([
  ["GitHub", { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "42", "x-ratelimit-reset": String(epoch) }, 5000],
  ["X", { "x-rate-limit-limit": "900", "x-rate-limit-remaining": "42", "x-rate-limit-reset": String(epoch) }, 900],
  ["seconds", { "ratelimit-limit": "100, 100;w=60", "ratelimit-remaining": "42", "ratelimit-reset": "60" }, 100],
  ["milliseconds", { "x-ratelimit-remaining": "42", "x-ratelimit-reset": String(epoch * 1000) }, null],
  ["a date", { "x-ratelimit-remaining": "42", "x-ratelimit-reset": "2026-11-20T12:01:00Z" }, null],
  ["the draft", { ratelimit: '"default";r=42;t=60', "ratelimit-policy": '"default";q=100;w=60' }, 100],
])("reads what %s says", (_name, headers, limit) => {
  expect(readRateLimit(headers, now)).toEqual({ limit, remaining: 42, resetsAt: inAMinute });
});

test("says nothing where the answer says nothing", () => {
  expect(readRateLimit({ "content-type": "application/json" }, now)).toBeNull();
  expect(readRateLimit({ "x-ratelimit-remaining": "soon" }, now)).toBeNull();
});
