import { emptyEntry, type IncomingEntry } from "../ingest/incoming-entry.ts";
import { RefusedEntry } from "../ingest/intake-notes.ts";
import type { JsonValue } from "../store/json-value.ts";
import type { LogSource } from "../store/log-entry.ts";
import { checkPlainValue } from "./check-plain-value.ts";
import { readSeverity } from "./read-severity.ts";
import { readTime } from "./read-time.ts";

/** The names under which loggers write what has a column of its own; the first that is there counts. */
const names = {
  time: ["time", "timestamp", "@timestamp", "ts"],
  level: ["level", "severity", "severityText", "severity_text"],
  number: ["severityNumber", "severity_number"],
  body: ["message", "msg", "body"],
  service: ["service", "service.name"],
  trace: ["traceId", "trace_id"],
  span: ["spanId", "span_id"],
  event: ["eventName", "event_name"],
} as const;
const taken = new Set<string>([...Object.values(names).flat(), "attributes"]);

/**
 * An entry as one JSON object, the way loggers write lines: known names have their columns, `attributes` is spread, and everything
 * else is an attribute.
 * @throws RefusedEntry with the reason
 */
export function readPlainEntry(line: unknown, sourceFor: (service: string) => LogSource): IncomingEntry {
  if (typeof line !== "object" || line === null || Array.isArray(line)) throw new RefusedEntry("not a JSON object");
  const given = line as Record<string, JsonValue>;
  checkPlainValue(given);
  const first = (of: readonly string[]) => of.map((name) => given[name]).find((value) => value !== undefined);
  const service = first(names.service);
  const entry = emptyEntry(sourceFor(typeof service === "string" ? service : ""));
  const time = first(names.time);
  if (time !== undefined && time !== null) {
    const { micros, nanos } = readTime(time);
    entry.time = micros;
    entry.timeNanos = nanos;
    entry.timeAsSent = String(time);
  }
  const level = first(names.level);
  const number = first(names.number);
  entry.severity = typeof number === "number" ? number : readSeverity(level);
  if (typeof level === "string") entry.severityText = level;
  entry.body = first(names.body);
  entry.traceId = textOf(first(names.trace));
  entry.spanId = textOf(first(names.span));
  entry.eventName = textOf(first(names.event));
  entry.attributes = attributesOf(given);
  return entry;
}

function attributesOf(given: Record<string, JsonValue>): Record<string, JsonValue> {
  const { attributes } = given;
  const spread = typeof attributes === "object" && attributes !== null && !Array.isArray(attributes) ? attributes : {};
  return Object.fromEntries([
    ...Object.entries(spread),
    ...Object.entries(given).filter(([name]) => !taken.has(name)),
  ]) as Record<string, JsonValue>;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
