import type { RateLimit } from "../provider/rate-limit.ts";

type Headers = Readonly<Record<string, string>>;

/** Names that providers use: GitHub's, X's, and the IETF draft's of before its one-header form. */
const families = ["x-ratelimit-", "x-rate-limit-", "ratelimit-"];

/**
 * Reads the rate limit off an answer's headers: `x-ratelimit-limit`, `-remaining`, `-reset` and their relatives, and the draft's
 * single `RateLimit: "name";r=50;t=30` (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/). Null when the
 * answer says nothing of it.
 */
export function readRateLimit(headers: Headers, now: Date): RateLimit | null {
  for (const family of families) {
    const remaining = wholeNumber(headers[`${family}remaining`]);
    if (remaining === null) continue;
    const limit = wholeNumber(headers[`${family}limit`]);
    return { limit, remaining, resetsAt: momentOf(headers[`${family}reset`], now) };
  }
  const item = headers.ratelimit;
  const remaining = wholeNumber(/(?:;\s*r=|remaining=)(\d+)/.exec(item ?? "")?.[1]);
  if (!item || remaining === null) return null;
  const seconds = /(?:;\s*t=|reset=)(\d+)/.exec(item)?.[1];
  const limit = wholeNumber(/(?:;\s*q=|limit=)(\d+)/.exec(`${item},${headers["ratelimit-policy"] ?? ""}`)?.[1]);
  return { limit, remaining, resetsAt: momentOf(seconds, now) };
}

function wholeNumber(text: string | undefined): number | null {
  const first = /^\s*(\d{1,15})/.exec(text ?? "")?.[1];
  return first === undefined ? null : Number(first);
}

/** Seconds from now, seconds or milliseconds since 1970, or a date: told apart by size, since nobody's window lasts thirty years. */
function momentOf(text: string | undefined, now: Date): Date | null {
  if (!text) return null;
  const number = Number(text);
  const at = Number.isFinite(number) ? fromNumber(number, now) : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}

function fromNumber(number: number, now: Date): number {
  if (number > 1e12) return number;
  return number > 1e9 ? number * 1000 : now.getTime() + number * 1000;
}
