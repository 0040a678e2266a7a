import { emptyEntry, type IncomingEntry } from "../ingest/incoming-entry.ts";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { type IntakeNotes, RefusedEntry } from "../ingest/intake-notes.ts";
import { splitWords } from "../ingest/unix-nanos.ts";
import type { LogSource } from "../store/log-entry.ts";
import { MessageReader } from "./message-reader.ts";
import { readAnyValue, readKeyValue } from "./read-any-value.ts";
import { emptyResource, emptyScope, type OtlpResource, type OtlpScope, sourceOf } from "./source-of.ts";
import { tooMany } from "./too-many.ts";

/**
 * `ExportLogsServiceRequest` (opentelemetry-proto 1.x, collector/logs/v1) to entries.
 * @throws RangeError or Error of the reader when the bytes are no such message
 * @throws TooLargeError when it holds more entries or sources than a request may
 */
export function readProtobuf(body: Buffer, notes: IntakeNotes): IncomingEntry[] {
  const from = new MessageReader(body, notes);
  const { reader } = from;
  const entries: IncomingEntry[] = [];
  let sources = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) sources = readResourceLogs(from, entries, sources);
    else reader.skipType(tag & 7);
  }
  return entries;
}

/** Fields may come in any order; a resource is needed before its scopes, so their places are kept until it is read. */
function readResourceLogs(from: MessageReader, entries: IncomingEntry[], sources: number): number {
  const { reader } = from;
  const outer = from.enter();
  const scopes: number[] = [];
  let resource: OtlpResource = emptyResource;
  let schemaUrl = "";
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) resource = readResource(from);
    else if (tag === 18) {
      scopes.push(reader.pos);
      if (sources + scopes.length > intakeLimits.sources) throw tooMany("resources and scopes", intakeLimits.sources);
      reader.skip(reader.uint32());
    } else if (tag === 26) schemaUrl = from.text();
    else reader.skipType(tag & 7);
  }
  for (const place of scopes) {
    reader.pos = place;
    readScopeLogs(from, entries, { ...resource, schemaUrl });
  }
  from.leave(outer);
  return sources + Math.max(1, scopes.length);
}

function readResource(from: MessageReader): OtlpResource {
  const { reader } = from;
  const outer = from.enter();
  const resource: OtlpResource = { attributes: {}, dropped: 0, schemaUrl: "" };
  from.newEntry();
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) readKeyValue(from, resource.attributes, 1);
    else if (tag === 16) resource.dropped = reader.uint32();
    else reader.skipType(tag & 7);
  }
  from.leave(outer);
  return resource;
}

function readScopeLogs(from: MessageReader, entries: IncomingEntry[], resource: OtlpResource): void {
  const { reader } = from;
  const outer = from.enter();
  const records: number[] = [];
  let scope: OtlpScope = emptyScope;
  let schemaUrl = "";
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) scope = readScope(from);
    else if (tag === 18) {
      records.push(reader.pos);
      if (entries.length + records.length > intakeLimits.entries) throw tooMany("entries", intakeLimits.entries);
      reader.skip(reader.uint32());
    } else if (tag === 26) schemaUrl = from.text();
    else reader.skipType(tag & 7);
  }
  const source = sourceOf(resource, { ...scope, schemaUrl });
  for (const place of records) {
    reader.pos = place;
    const entry = readRecord(from, source);
    if (entry) entries.push(entry);
  }
  from.leave(outer);
}

function readScope(from: MessageReader): OtlpScope {
  const { reader } = from;
  const outer = from.enter();
  const scope: OtlpScope = { name: "", version: "", attributes: {}, dropped: 0, schemaUrl: "" };
  from.newEntry();
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) scope.name = from.text();
    else if (tag === 18) scope.version = from.text();
    else if (tag === 26) readKeyValue(from, scope.attributes, 1);
    else if (tag === 32) scope.dropped = reader.uint32();
    else reader.skipType(tag & 7);
  }
  from.leave(outer);
  return scope;
}

/** A record that cannot be taken is counted with its reason; the others go on. */
function readRecord(from: MessageReader, source: LogSource): IncomingEntry | null {
  const { reader } = from;
  const outer = from.enter();
  from.newEntry();
  try {
    const entry = emptyEntry(source);
    while (from.more) readField(from, entry, reader.uint32());
    from.leave(outer);
    return entry;
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    // Wherever in it that was: the next record's place is known.
    reader.len = outer;
    from.notes.reject(error.message);
    return null;
  }
}

function readField(from: MessageReader, entry: IncomingEntry, tag: number): void {
  const { reader } = from;
  switch (tag) {
    case 9:
    case 89: {
      const low = reader.fixed32();
      const { micros, nanos } = splitWords(low, reader.fixed32());
      if (tag === 9) {
        entry.time = micros;
        entry.timeNanos = nanos;
      } else {
        entry.observedAt = micros;
        entry.observedNanos = nanos;
      }
      return;
    }
    case 16:
      entry.severity = reader.int32();
      return;
    case 26:
      entry.severityText = from.text();
      return;
    case 42:
      entry.body = readAnyValue(from, 1);
      return;
    case 50:
      readKeyValue(from, entry.attributes, 1);
      return;
    case 56:
      entry.dropped = reader.uint32();
      return;
    case 69:
      entry.flags = reader.fixed32();
      return;
    case 74:
      entry.traceId = from.id("trace", 16);
      return;
    case 82:
      entry.spanId = from.id("span", 8);
      return;
    case 98:
      entry.eventName = from.text();
      return;
    default:
      reader.skipType(tag & 7);
  }
}
