import type { Redaction, RedactionCounts } from "../redaction/compile-redaction.ts";
import type { RetentionDays } from "../retention/retention-classes.ts";
import type { JsonObject, JsonValue } from "../store/json-value.ts";
import type { LogSource, NewLogEntry } from "../store/log-entry.ts";
import { writeJson } from "../store/write-json.ts";
import type { IncomingEntry } from "./incoming-entry.ts";
import { intakeLimits } from "./intake-limits.ts";
import type { IntakeNotes } from "./intake-notes.ts";
import { preparedName, prepareEntry } from "./prepare-entry.ts";
import { storableValue } from "./sanitize.ts";

/** What every entry of one batch is prepared with. */
export interface Preparing {
  readonly notes: IntakeNotes;
  readonly redaction: Redaction;
  readonly counts: RedactionCounts;
  readonly retention: RetentionDays;
  /** The time of receipt, in microseconds since 1970. */
  readonly now: number;
  /** A source as it is stored; each is prepared once. */
  sourceOf(given: LogSource): LogSource;
}

export interface PrepareBatchOptions {
  notes: IntakeNotes;
  redaction: Redaction;
  retention: RetentionDays;
  receivedAt: Date;
}

/** Entries as they are stored, with what redaction replaced. One that is too large is refused, with its reason in the notes. */
export function prepareBatch(
  incoming: readonly IncomingEntry[],
  { notes, redaction, retention, receivedAt }: PrepareBatchOptions,
): { entries: NewLogEntry[]; counts: RedactionCounts } {
  const counts: RedactionCounts = new Map();
  const sources = new Map<LogSource, LogSource>();
  const preparing: Preparing = {
    notes,
    redaction,
    counts,
    retention,
    now: receivedAt.getTime() * 1000,
    sourceOf(given) {
      const known = sources.get(given);
      if (known) return known;
      const made = prepareSource(given, preparing);
      sources.set(given, made);
      return made;
    },
  };
  const entries: NewLogEntry[] = [];
  for (const each of incoming) {
    const entry = prepareEntry(each, preparing);
    if (isTooLarge(entry)) notes.reject(`attributes of more than ${intakeLimits.attributesLength} characters`);
    else entries.push(entry);
  }
  return { entries, counts };
}

function prepareSource(given: LogSource, preparing: Preparing): LogSource {
  const { redaction, counts } = preparing;
  const clean = (value: JsonValue) => redaction.value(storableValue(value, preparing), counts);
  return {
    service: preparedName(given.service, preparing),
    resource: clean(given.resource) as JsonObject,
    scope: given.scope === null ? null : preparedName(given.scope, preparing),
    origin: given.origin === null ? null : (clean(given.origin) as JsonObject),
  };
}

/** Attributes with few short texts are not measured: writing them twice would be felt. */
function isTooLarge({ attributes }: NewLogEntry): boolean {
  let size = 0;
  for (const name in attributes) {
    const value = attributes[name] as JsonValue;
    if (typeof value === "string") size += value.length;
    else if (typeof value === "object" && value !== null) size += writeJson(value).length;
  }
  return size > intakeLimits.attributesLength;
}
