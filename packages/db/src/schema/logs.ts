import { sql } from "drizzle-orm";
import {
  bigserial,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, workspaceId, workspacePolicies } from "./columns.ts";
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
