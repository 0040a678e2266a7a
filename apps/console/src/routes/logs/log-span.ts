import type { LogFilter } from "./logs.gen.ts";

/** Spans that end now, as the address and the choice show them. */
export const lastSpans: readonly { key: string; label: string; ms: number }[] = [
  { key: "15m", label: "last 15 minutes", ms: 15 * 60_000 },
  { key: "1h", label: "last hour", ms: 3_600_000 },
  { key: "6h", label: "last 6 hours", ms: 6 * 3_600_000 },
  { key: "24h", label: "last 24 hours", ms: 24 * 3_600_000 },
  { key: "7d", label: "last 7 days", ms: 7 * 24 * 3_600_000 },
  { key: "30d", label: "last 30 days", ms: 30 * 24 * 3_600_000 },
];

/** The span that is meant when the address names none. */
export const usualSpan = "24h";

/** A span of time: it ends now, or lies between two moments. */
export type LogSpan = { last: string; ms: number } | { from: string; to: string };

/** The span that an address asks for; what cannot be read is the usual one. */
export function spanOf(search: URLSearchParams): LogSpan {
  const [from, to] = [search.get("from"), search.get("to")];
  if (from && to && Date.parse(from) < Date.parse(to)) return { from, to };
  const asked = search.get("last");
  const { key, ms } = lastSpans.find((each) => each.key === asked) ??
    lastSpans.find((each) => each.key === usualSpan) ?? { key: usualSpan, ms: 86_400_000 };
  return { last: key, ms };
}

/** True for a span that goes on: what arrives belongs to it. */
export function goesOn(span: LogSpan): span is { last: string; ms: number } {
  return "last" in span;
}

/** The search and its span as the API takes them. A span that goes on has no end. */
export function filterOf(query: string, span: LogSpan, now: number): LogFilter {
  const time = goesOn(span) ? { gte: new Date(now - span.ms).toISOString() } : { gte: span.from, lt: span.to };
  return { time, ...(query ? { query } : {}) };
}
