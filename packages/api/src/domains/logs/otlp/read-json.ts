import { emptyEntry, type IncomingEntry } from "../ingest/incoming-entry.ts";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { type IntakeNotes, RefusedEntry } from "../ingest/intake-notes.ts";
import { splitNanos } from "../ingest/unix-nanos.ts";
import type { LogSource } from "../store/log-entry.ts";
import { listIn, messagesIn } from "./messages-in.ts";
import { isObject, readJsonAttributes, readJsonValue, type ValueBudget } from "./read-json-value.ts";
import { type OtlpResource, type OtlpScope, sourceOf } from "./source-of.ts";
import { tellLostId } from "./tell-lost-id.ts";
import { tooMany } from "./too-many.ts";

/**
 * `ExportLogsServiceRequest` in OTLP's JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: names in
 * lowerCamelCase, ids in hex, 64-bit integers as texts, enums as numbers; unknown members are ignored).
 * @throws SyntaxError when what should be a list of messages is none
 * @throws TooLargeError when it holds more entries or sources than a request may
 */
export function readJson(request: Record<string, unknown>, notes: IntakeNotes): IncomingEntry[] {
  const entries: IncomingEntry[] = [];
  let sources = 0;
  for (const { message: resourceLogs, place } of messagesIn(request, "resourceLogs")) {
    const resource = readResource(resourceLogs);
    for (const { message: scopeLogs, place: scopePlace } of messagesIn(resourceLogs, "scopeLogs", place)) {
      sources += 1;
      if (sources > intakeLimits.sources) throw tooMany("resources and scopes", intakeLimits.sources);
      const source = sourceOf(resource, readScope(scopeLogs));
      for (const record of listIn(scopeLogs, "logRecords", scopePlace)) {
        if (entries.length >= intakeLimits.entries) throw tooMany("entries", intakeLimits.entries);
        const entry = readRecord(record, source, notes);
        if (entry) entries.push(entry);
      }
    }
  }
  return entries;
}

function readResource({ resource, schemaUrl }: Record<string, unknown>): OtlpResource {
  const { attributes, droppedAttributesCount } = isObject(resource) ? resource : {};
  return {
    attributes: readJsonAttributes(attributes, budget()),
    dropped: countOf(droppedAttributesCount),
    schemaUrl: textOf(schemaUrl),
  };
}

function readScope({ scope, schemaUrl }: Record<string, unknown>): OtlpScope {
  const { name, version, attributes, droppedAttributesCount } = isObject(scope) ? scope : {};
  return {
    name: textOf(name),
    version: textOf(version),
    attributes: readJsonAttributes(attributes, budget()),
    dropped: countOf(droppedAttributesCount),
    schemaUrl: textOf(schemaUrl),
  };
}

function readRecord(record: unknown, source: LogSource, notes: IntakeNotes): IncomingEntry | null {
  try {
    if (!isObject(record)) throw new RefusedEntry("a record that is no object");
    return entryOf(record, source, notes);
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    notes.reject(error.message);
    return null;
  }
}

function entryOf(record: Record<string, unknown>, source: LogSource, notes: IntakeNotes): IncomingEntry {
  const entry = emptyEntry(source);
  const values = budget();
  const time = momentOf("timeUnixNano", record.timeUnixNano);
  const observed = momentOf("observedTimeUnixNano", record.observedTimeUnixNano);
  entry.time = time.micros;
  entry.timeNanos = time.nanos;
  const { timeUnixNano: sent } = record;
  if (typeof sent === "string" || typeof sent === "bigint") entry.timeAsSent = String(sent);
  entry.observedAt = observed.micros;
  entry.observedNanos = observed.nanos;
  entry.severity = countOf(record.severityNumber);
  entry.severityText = textOf(record.severityText);
  if (record.body !== undefined && record.body !== null) entry.body = readJsonValue(record.body, values, 1);
  entry.attributes = readJsonAttributes(record.attributes, values);
  entry.dropped = countOf(record.droppedAttributesCount);
  if (record.flags !== undefined) entry.flags = countOf(record.flags);
  entry.traceId = idOf("trace", 16, record.traceId, notes);
  entry.spanId = idOf("span", 8, record.spanId, notes);
  entry.eventName = textOf(record.eventName);
  return entry;
}

function momentOf(name: string, value: unknown): { micros: number; nanos: number } {
  if (value === undefined || value === null) return { micros: 0, nanos: 0 };
  const moment = splitNanos(value);
  if (moment) return moment;
  throw new RefusedEntry(`${name} is no number of nanoseconds`);
}

/** Empty where there is none that can be stored. */
function idOf(name: "trace" | "span", bytes: number, id: unknown, notes: IntakeNotes): string {
  if (id === undefined || id === null || id === "") return "";
  if (typeof id === "string" && id.length === 2 * bytes && /^[\da-f]+$/i.test(id)) return id;
  tellLostId(notes, name, bytes);
  return "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function countOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isInteger(number) && number >= 0 && number <= 4_294_967_295 ? number : 0;
}

function budget(): ValueBudget {
  return { left: intakeLimits.values };
}
