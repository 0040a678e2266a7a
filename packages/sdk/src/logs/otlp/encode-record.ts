import type { LogRecord } from "../log-record.ts";
import type { Redaction } from "../redaction/compile-redaction.ts";
import type { PlainValue } from "../values/plain-value.ts";
import { toPlainValue } from "../values/to-plain-value.ts";
import type { ValueLimits } from "../values/value-limits.ts";

/**
 * One record as the JSON of an OTLP `LogRecord` (opentelemetry-proto, logs/v1; JSON mapping: 64-bit integers are strings, ids are hex).
 * Text at once and not later: what the app changes afterwards no longer matters, and the buffer knows its size.
 */
export function encodeRecord(record: LogRecord, limits: ValueLimits, redaction: Redaction): string {
  const time = `${Math.max(0, Math.round(record.time * 1000))}000`;
  const attributes = toPlainValue(record.attributes, [], limits, redaction);
  return JSON.stringify({
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: record.severity,
    severityText: record.severityText,
    body: encodeValue(toPlainValue(record.body, [], limits, redaction) ?? null),
    attributes: encodeAttributes(attributes as Record<string, PlainValue>),
    ...(isHex(record.traceId, 32) ? { traceId: record.traceId.toLowerCase() } : {}),
    ...(isHex(record.spanId, 16) ? { spanId: record.spanId.toLowerCase() } : {}),
  });
}

/** Attributes as OTLP's list of keys and values. */
export function encodeAttributes(attributes: Record<string, PlainValue>): { key: string; value: unknown }[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: encodeValue(value) }));
}

const mostInt64 = 2n ** 63n - 1n;

function encodeValue(value: PlainValue): unknown {
  if (value === null) return {};
  if (Array.isArray(value)) return { arrayValue: { values: value.map(encodeValue) } };
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    case "bigint":
      return value <= mostInt64 && value >= -mostInt64 ? { intValue: String(value) } : { stringValue: String(value) };
    default:
      return { kvlistValue: { values: encodeAttributes(value) } };
  }
}

/** An id of nothing but zeros means “none” (W3C Trace Context). */
function isHex(id: string | undefined, length: number): id is string {
  return typeof id === "string" && id.length === length && /^[\da-f]+$/i.test(id) && !/^0+$/.test(id);
}
