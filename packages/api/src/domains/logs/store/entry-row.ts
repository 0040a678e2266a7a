import type { JsonObject } from "./json-value.ts";
import type { LogEntry } from "./log-entry.ts";
import { parseExactly } from "./parse-exactly.ts";

/**
 * The columns of a page in the order of `EntryRow`, for every statement that reads entries. Times with their microseconds; JSON as text,
 * since the driver would round whole numbers beyond 2^53.
 */
export const entryColumns = `
  (extract(epoch from time) * 1000000)::bigint::text as time, time_nanos, seq::text as seq,
  (extract(epoch from observed_at) * 1000000)::bigint::text as observed_at, observed_nanos,
  (extract(epoch from received_at) * 1000000)::bigint::text as received_at, keep_days, severity, severity_text, body, body_json::text,
  service, environment_id, tenant, encode(trace_id, 'hex') as trace_id, encode(span_id, 'hex') as span_id, flags, scope, event_name,
  resource::text, attributes::text, origin::text, group_id`;

/** A row as the driver gives it. */
export interface EntryRow {
  time: string;
  time_nanos: number;
  seq: string;
  observed_at: string;
  observed_nanos: number;
  received_at: string;
  keep_days: number;
  severity: number;
  severity_text: string | null;
  body: string;
  body_json: string | null;
  service: string;
  environment_id: string | null;
  tenant: string | null;
  trace_id: string | null;
  span_id: string | null;
  flags: number | null;
  scope: string | null;
  event_name: string | null;
  resource: string;
  attributes: string;
  origin: string | null;
  group_id: string | null;
}

export function entryOf(row: EntryRow): LogEntry {
  return {
    source: {
      service: row.service,
      resource: parseExactly(row.resource) as JsonObject,
      scope: row.scope,
      origin: row.origin === null ? null : (parseExactly(row.origin) as JsonObject),
    },
    keepDays: row.keep_days,
    time: Number(row.time),
    timeNanos: row.time_nanos,
    seq: Number(row.seq),
    observedAt: Number(row.observed_at),
    observedNanos: row.observed_nanos,
    receivedAt: Number(row.received_at),
    severity: row.severity,
    severityText: row.severity_text,
    body: row.body,
    bodyJson: row.body_json === null ? null : parseExactly(row.body_json),
    environmentId: row.environment_id,
    tenant: row.tenant,
    traceId: row.trace_id,
    spanId: row.span_id,
    flags: row.flags,
    eventName: row.event_name,
    attributes: parseExactly(row.attributes) as JsonObject,
    groupId: row.group_id,
  };
}
