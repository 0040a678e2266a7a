import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { apiKeys } from "./credentials.ts";
import { workspaces } from "./workspaces.ts";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * One log entry in OpenTelemetry's data model. Partitioned by `keep_days` (how long it is kept, decided when it comes) and then by
 * the day of `time`, so that retention is a DROP: see migrations/always/40_logs.sql and docs/adr/0070. No foreign keys: each would
 * be a look-up per entry on the hot path. Written by the log store only.
 */
export const logEntries = pgTable(
  "log_entries",
  {
    workspaceId: workspaceId(),
    /** Days that it is kept: the family of partitions that it lies in. */
    keepDays: smallint("keep_days").notNull(),
    /** When it happened, by its sender's clock; when it was received, where that clock cannot be right. */
    time: moment("time").notNull(),
    /** Nanoseconds of `time` below its microsecond, 0–999. */
    timeNanos: smallint("time_nanos").notNull().default(0),
    /** The order of arrival, growing over all workspaces. `plumbline.log_safe_seq()` says up to where nothing is missing. */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    /** When the sender's collector or SDK saw it; when it was received where it does not say. */
    observedAt: moment("observed_at").notNull(),
    observedNanos: smallint("observed_nanos").notNull().default(0),
    receivedAt: moment("received_at").notNull(),
    /** OpenTelemetry's severity number, 1–24; 0 when the sender gives none. */
    severity: smallint("severity").notNull(),
    severityText: text("severity_text"),
    /** The message; a structured body as JSON text. */
    body: text("body").notNull(),
    /** The body as it was sent, when that was no text. */
    bodyJson: jsonb("body_json"),
    /** `service.name` of the resource; empty when the sender gives none. */
    service: text("service").notNull(),
    environmentId: uuid("environment_id"),
    /** The tenant's key, as the sender calls it. */
    tenant: text("tenant"),
    traceId: bytea("trace_id"),
    spanId: bytea("span_id"),
    /** W3C trace flags. */
    flags: integer("flags"),
    /** Name of the instrumentation scope (the logger). */
    scope: text("scope"),
    eventName: text("event_name"),
    /** Attributes of the resource. */
    resource: jsonb("resource").notNull(),
    attributes: jsonb("attributes").notNull(),
    /** What else OTLP says of where it comes from: version and attributes of the scope, schema URLs, counts of what was dropped. */
    origin: jsonb("origin"),
    /** The error group that it counts to. */
    groupId: uuid("group_id"),
  },
  (t) => [
    index("log_entries_page").on(t.workspaceId, t.time, t.seq),
    // Tails read by arrival, which is the order on the disk: a BRIN index costs next to nothing on the way in.
    index("log_entries_arrival").using("brin", t.seq).with({ pages_per_range: 32, autosummarize: true }),
    // A family of partitions holds mostly one level. Searches for a severe one pass the others by, and those for a mild one the
    // families that lack it: measured, a rare error is found in a tenth of the time. Few rows are severe, and BRIN costs nothing.
    index("log_entries_severe").on(t.workspaceId, t.time, t.seq).where(sql`severity >= 13`),
    index("log_entries_level").using("brin", t.severity).with({ pages_per_range: 32, autosummarize: true }),
    // The entries of an error group. Costs nothing for the others.
    index("log_entries_group").on(t.workspaceId, t.groupId, t.time).where(sql`group_id is not null`),
    ...workspacePolicies("log_entries"),
  ],
);

/** A batch that came with a key of its sender's, kept for a day: the same key again is answered, not stored. */
export const logBatches = pgTable(
  "log_batches",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** The sender's `Idempotency-Key`, with the API key that sent it. */
    key: text("key").notNull(),
    /** SHA-256 of the body, so that another batch under the same key is refused. */
    fingerprint: text("fingerprint").notNull(),
    accepted: integer("accepted").notNull(),
    rejected: integer("rejected").notNull(),
    /** What the sender was told beside the counts; null when there was nothing to say. */
    message: text("message"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("log_batches_workspace_id").on(t.workspaceId, t.id),
    unique("log_batches_once").on(t.workspaceId, t.key),
    index("log_batches_created").on(t.createdAt),
    check("log_batches_counts", sql`accepted >= 0 and rejected >= 0`),
    ...workspacePolicies("log_batches"),
  ],
);

/** What a workspace decided about its logs. No row, or null in a column: the default. */
export const logSettings = pgTable(
  "log_settings",
  {
    workspaceId: workspaceId()
      .primaryKey()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** Days that entries of each class are kept. */
    errorDays: smallint("error_days"),
    warnDays: smallint("warn_days"),
    infoDays: smallint("info_days"),
    debugDays: smallint("debug_days"),
    /** Entries taken each second, ten times that at once. */
    entriesPerSecond: integer("entries_per_second"),
    /** Bytes taken in one UTC day, uncompressed. */
    bytesPerDay: bigint("bytes_per_day", { mode: "number" }),
    /** Built-in redaction rules that are switched off: `email`, `card`, `token`. */
    redactionOff: text("redaction_off").array().notNull().default(sql`'{}'`),
    updatedAt: updatedAt(),
  },
  () => [...workspacePolicies("log_settings")],
);

/** What a workspace sent in one UTC day. Processes add to it every second. */
export const logUsage = pgTable(
  "log_usage",
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    day: date("day", { mode: "string" }).notNull(),
    entries: bigint("entries", { mode: "number" }).notNull().default(0),
    /** Bytes as they came, uncompressed. */
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    /** Entries that were not stored: unreadable ones, and those of batches beyond a limit where they were counted. */
    rejected: bigint("rejected", { mode: "number" }).notNull().default(0),
    updatedAt: updatedAt(),
  },
  (t) => [unique("log_usage_day").on(t.workspaceId, t.day), ...workspacePolicies("log_usage")],
);

/** Who delivers logs: one service by one API key, with its newest delivery. The proof that a source works. */
export const logSources = pgTable(
  "log_sources",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    apiKeyId: uuid("api_key_id").notNull(),
    /** `service.name`; empty when the sender gives none. */
    service: text("service").notNull(),
    /** The door of the newest delivery. */
    door: text("door", { enum: ["otlp-protobuf", "otlp-json", "ndjson", "graphql"] }).notNull(),
    /** `telemetry.sdk.name` and version of the resource, or the HTTP client's name; null when unknown. */
    client: text("client"),
    firstAt: moment("first_at").notNull(),
    lastAt: moment("last_at").notNull(),
    /** Entries since the first. */
    entries: bigint("entries", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    unique("log_sources_workspace_id").on(t.workspaceId, t.id),
    unique("log_sources_once").on(t.workspaceId, t.apiKeyId, t.service),
    foreignKey({
      name: "log_sources_api_key",
      columns: [t.workspaceId, t.apiKeyId],
      foreignColumns: [apiKeys.workspaceId, apiKeys.id],
    }).onDelete("cascade"),
    check("log_sources_door", sql`door in ('otlp-protobuf', 'otlp-json', 'ndjson', 'graphql')`),
    ...workspacePolicies("log_sources"),
  ],
);

/** A workspace's own pattern that no entry may contain when it is stored. */
export const logRedactionRules = pgTable(
  "log_redaction_rules",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** Stands in place of what was found, `[iban]`. */
    name: text("name").notNull(),
    pattern: text("pattern").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("log_redaction_rules_workspace_id").on(t.workspaceId, t.id),
    unique("log_redaction_rules_name").on(t.workspaceId, t.name),
    ...workspacePolicies("log_redaction_rules"),
  ],
);

/** How many passages each rule replaced in one UTC day. Processes add to it every second. */
export const logRedactionCounts = pgTable(
  "log_redaction_counts",
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** The rule's name: counts stay when a rule is renamed or deleted. */
    rule: text("rule").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    replaced: bigint("replaced", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    unique("log_redaction_counts_day").on(t.workspaceId, t.rule, t.day),
    ...workspacePolicies("log_redaction_counts"),
  ],
);

/** A deletion by filter, with the proof that what it meant is gone. */
export const logDeletions = pgTable(
  "log_deletions",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** What is deleted, as it was asked. */
    filter: jsonb("filter").notNull().$type<Record<string, unknown>>(),
    /** Why, in the words of whoever asked. */
    reason: text("reason").notNull(),
    state: text("state", { enum: ["running", "done", "failed"] })
      .notNull()
      .default("running"),
    /** Entries that the dry run counted before. */
    expected: bigint("expected", { mode: "number" }).notNull(),
    deleted: bigint("deleted", { mode: "number" }).notNull().default(0),
    /** Entries that the same filter finds afterwards: the proof. Null until then. */
    left: bigint("left", { mode: "number" }),
    /** Entries that had arrived by then are meant: what comes later stays. */
    upToSeq: bigint("up_to_seq", { mode: "number" }).notNull(),
    requestedBy: text("requested_by").notNull(),
    /** Why it failed, in words. */
    failure: text("failure"),
    createdAt: createdAt(),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    unique("log_deletions_workspace_id").on(t.workspaceId, t.id),
    index("log_deletions_created").on(t.workspaceId, t.createdAt),
    check("log_deletions_state", sql`state in ('running', 'done', 'failed')`),
    ...workspacePolicies("log_deletions"),
  ],
);
