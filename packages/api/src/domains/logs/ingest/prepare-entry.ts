import { classOf } from "../retention/retention-classes.ts";
import type { JsonValue } from "../store/json-value.ts";
import type { NewLogEntry } from "../store/log-entry.ts";
import { writeJson } from "../store/write-json.ts";
import type { IncomingEntry } from "./incoming-entry.ts";
import { intakeLimits } from "./intake-limits.ts";
import type { IntakeNotes } from "./intake-notes.ts";
import type { Preparing } from "./prepare-batch.ts";
import { redactWithin } from "./redact-within.ts";
import { cut, shortened, storable, storableName, storableValue } from "./sanitize.ts";

const microsOfHour = 3_600_000_000;
const microsOfDay = 24 * microsOfHour;

/** Attributes that name the tenant, in the order in which they are looked for. */
const tenantNames = ["tenant", "tenant.id", "plumbline.tenant"] as const;

/** An entry as it is stored: within limits, in time, redacted, with its tenant and its retention. */
export function prepareEntry(entry: IncomingEntry, preparing: Preparing): NewLogEntry {
  const { notes, redaction, counts, retention } = preparing;
  const severity = severityOf(entry.severity, notes);
  const keepDays = retention[classOf(severity)];
  const attributes = attributesOf(entry, preparing);
  const tenant = tenantOf(attributes) ?? tenantOf(entry.source.resource);
  redaction.attributes(attributes, counts);
  const time = clampTime(entry, keepDays, attributes, preparing);
  const body = bodyOf(entry.body, preparing);
  return {
    source: preparing.sourceOf(entry.source),
    keepDays,
    ...time,
    severity,
    severityText: entry.severityText ? preparedName(entry.severityText, preparing) : null,
    ...body,
    tenant: tenant === null ? null : preparedName(tenant, preparing),
    traceId: idOf(entry.traceId, 32),
    spanId: idOf(entry.spanId, 16),
    // A fixed32 in OTLP, a signed column here; only its lowest byte means anything.
    flags: entry.flags === null ? null : entry.flags | 0,
    eventName: entry.eventName ? preparedName(entry.eventName, preparing) : null,
    attributes,
    groupId: null,
  };
}

function severityOf(severity: number, notes: IntakeNotes): number {
  if (severity >= 0 && severity <= 24 && Number.isInteger(severity)) return severity;
  notes.change("severity numbers were outside of 1 to 24 and count as not given");
  return 0;
}

/** In place where nothing is to be left out: most entries are within every limit, and a copy of each would be felt. */
function attributesOf({ attributes, dropped }: IncomingEntry, preparing: Preparing): Record<string, JsonValue> {
  let count = 0;
  let isFit = true;
  for (const name in attributes) {
    count += 1;
    const value = attributes[name] as JsonValue;
    if (typeof value === "string" || typeof value === "object") attributes[name] = storableValue(value, preparing);
    if (name.length > intakeLimits.nameLength || name.includes("\u0000") || !name.isWellFormed()) isFit = false;
  }
  const kept = isFit && count <= intakeLimits.attributes ? attributes : someOf(attributes, preparing);
  const lost = dropped + Math.max(0, count - intakeLimits.attributes);
  if (lost > 0) kept["plumbline.dropped_attributes"] = lost;
  return kept;
}

function someOf(attributes: Record<string, JsonValue>, preparing: Preparing): Record<string, JsonValue> {
  const all = Object.entries(attributes);
  if (all.length > intakeLimits.attributes)
    preparing.notes.change(
      `entries had more than ${intakeLimits.attributes} attributes; the first ${intakeLimits.attributes} are kept`,
    );
  // fromEntries defines members, so that `__proto__` is one.
  return Object.fromEntries(
    all.slice(0, intakeLimits.attributes).map(([name, value]) => [storableName(name, preparing), value]),
  );
}

function tenantOf(attributes: { readonly [name: string]: JsonValue }): string | null {
  for (const name of tenantNames) {
    const value = attributes[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

type Times = Pick<NewLogEntry, "time" | "timeNanos" | "observedAt" | "observedNanos">;

/** A time further back than the entry is kept, or more than an hour ahead, becomes that of receipt; the sent one is kept beside. */
function clampTime(
  entry: IncomingEntry,
  keepDays: number,
  attributes: Record<string, JsonValue>,
  preparing: Preparing,
): Times {
  const { now, notes } = preparing;
  const isPossible = (time: number) => time > now - keepDays * microsOfDay && time <= now + microsOfHour;
  const wasSeen = entry.observedAt !== 0 && isPossible(entry.observedAt);
  const observed = {
    observedAt: wasSeen ? entry.observedAt : now,
    observedNanos: wasSeen ? entry.observedNanos : 0,
  };
  // OTLP: where the time is not known, the observed one is used.
  if (entry.time === 0 && entry.timeAsSent === undefined)
    return { time: observed.observedAt, timeNanos: observed.observedNanos, ...observed };
  if (isPossible(entry.time)) return { time: entry.time, timeNanos: entry.timeNanos, ...observed };
  notes.change(
    "times lay further back than such entries are kept, or more than an hour ahead: they were stored with the time of receipt, the sent one in the attribute plumbline.original_time",
  );
  const sent = entry.timeAsSent ?? `${entry.time}${String(entry.timeNanos).padStart(3, "0")}`;
  // Some dates may hold words in brackets.
  attributes["plumbline.original_time"] = redactWithin(sent, 64, preparing).text;
  return { time: now, timeNanos: 0, ...observed };
}

function bodyOf(body: JsonValue | undefined, preparing: Preparing): Pick<NewLogEntry, "body" | "bodyJson"> {
  const { notes, redaction, counts } = preparing;
  if (body === undefined || body === null) return { body: "" };
  if (typeof body === "string") {
    const { text, lost } = redactWithin(storable(body, notes), intakeLimits.bodyLength, preparing);
    return { body: lost === 0 ? text : cut(text, lost, intakeLimits.bodyLength, notes) };
  }
  const value = redaction.value(storableValue(body, preparing), counts);
  return { body: shortened(writeJson(value), intakeLimits.bodyLength, notes), bodyJson: value };
}

/** A name of few characters as it is stored: redacted, then cut. */
export function preparedName(text: string, preparing: Preparing): string {
  return redactWithin(storable(text, preparing.notes), intakeLimits.nameLength, preparing).text;
}

const hexadecimal = /^[\da-f]+$/i;

/** An id of nothing but zeros means “none” (W3C Trace Context). */
function idOf(id: string, digits: number): string | null {
  if (id.length !== digits || !hexadecimal.test(id) || /^0+$/.test(id)) return null;
  return id.toLowerCase();
}
