import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, plumblineApp, systemPolicies, workspaceId, workspacePolicies } from "./columns.ts";

/**
 * The append-only log of everything that happens. Written in the verb's transaction; `position` is given later by the relay, in
 * the order of `seq`, which is taken after the locks on the subject and is therefore causal. The cursor outside is the position.
 */
export const events = pgTable(
  "events",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null until the relay has numbered it: such an event is committed, but nobody has been told. */
    position: bigint("position", { mode: "number" }),
    id: uuid("id").notNull().default(sql`uuidv7()`),
    workspaceId: workspaceId(),
    /** `workspace.created`, `signal.received`: the subject's noun and a past participle. */
    type: text("type").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    tenantId: uuid("tenant_id"),
    actorType: text("actor_type").notNull(),
    actorId: uuid("actor_id"),
    /** What the actor was called at that time, so that history stays readable when the actor is gone. */
    actorName: text("actor_name").notNull(),
    requestId: text("request_id"),
    data: jsonb("data").notNull().$type<Record<string, unknown>>(),
    /** The changed fields before and after a write, for the audit view; null where nothing was changed. */
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    occurredAt: moment("occurred_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index("events_unnumbered").on(t.seq).where(sql`position is null`),
    unique("events_position").on(t.position),
    index("events_workspace_position").on(t.workspaceId, t.position),
    index("events_workspace_subject").on(t.workspaceId, t.subjectId, t.position),
    index("events_workspace_type").on(t.workspaceId, t.type, t.position),
    unique("events_id").on(t.id),
    // What the audit log shows: without it a page of the audit would read through every delivery and signal.
    index("events_audit")
      .on(t.workspaceId, t.position)
      .where(sql`actor_type <> 'system' or before is not null or after is not null`),
    ...workspacePolicies("events"),
  ],
);

/** One row: the last position given, and the fence that a relay must still hold to give the next. */
export const relayState = pgTable(
  "relay_state",
  {
    id: integer("id").primaryKey().default(1),
    position: bigint("position", { mode: "number" }).notNull().default(0),
    /** Raised by each relay that takes over; a slower one that wakes up later finds another number and stops. */
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
    holder: text("holder"),
    aliveAt: moment("alive_at"),
  },
  () => [...systemPolicies("relay_state")],
);

/** Bound by the transaction to its own caller, as the workspace is: one caller cannot see another's stored answers. */
const ownCaller = sql`caller = (select nullif(current_setting('plumbline.caller', true), ''))`;

/** Answers to requests that carried an idempotency key, kept 24 hours. The answer is sealed: it may hold a secret shown once. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: id(),
    /** Who sent it: `user:<id>` or `api_key:<id>`; two callers may choose the same key. */
    caller: text("caller").notNull(),
    key: text("key").notNull(),
    /** SHA-256 over verb and input: the same key with another input is refused. */
    fingerprint: text("fingerprint").notNull(),
    answer: text("answer"),
    refused: boolean("refused").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    unique("idempotency_keys_caller_key").on(t.caller, t.key),
    index("idempotency_keys_created").on(t.createdAt),
    pgPolicy("idempotency_keys_app", { for: "all", to: plumblineApp, using: ownCaller, withCheck: ownCaller }),
    ...systemPolicies("idempotency_keys"),
  ],
);

/** What each caller has used of its request budget; processes keep a copy and add to this one every second. */
export const rateBuckets = pgTable(
  "rate_buckets",
  {
    key: text("key").primaryKey(),
    /** Cost that has not yet leaked away. */
    level: doublePrecision("level").notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [index("rate_buckets_updated").on(t.updatedAt), ...systemPolicies("rate_buckets")],
);

/**
 * One row for each running worker process. It holds an advisory lock on `lock_key` for as long as it lives, so another can tell
 * at once that it is gone and give its jobs back (graphile-worker by itself waits four hours).
 */
export const workerProcesses = pgTable(
  "worker_processes",
  {
    name: text("name").primaryKey(),
    lockKey: bigint("lock_key", { mode: "number" }).notNull(),
    /** The ids under which graphile-worker locks jobs for this process. */
    workerIds: text("worker_ids").array().notNull(),
    startedAt: moment("started_at").notNull().defaultNow(),
    aliveAt: moment("alive_at").notNull().defaultNow(),
    jobsDone: bigint("jobs_done", { mode: "number" }).notNull().default(0),
    jobsFailed: bigint("jobs_failed", { mode: "number" }).notNull().default(0),
  },
  () => [...systemPolicies("worker_processes")],
);
