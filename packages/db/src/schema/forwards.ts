import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { integrations } from "./integrations.ts";
import { signals } from "./signals.ts";

/** A signal that is handed on to an integration that takes events, once for each pair. Kept 30 days. */
export const forwards = pgTable(
  "forwards",
  {
    id: id(),
    workspaceId: workspaceId(),
    integrationId: uuid("integration_id").notNull(),
    signalId: uuid("signal_id").notNull(),
    state: text("state", { enum: ["pending", "sent", "failed"] })
      .notNull()
      .default("pending"),
    /** Attempts made. */
    attempts: integer("attempts").notNull().default(0),
    createdAt: moment("created_at").notNull(),
    /** When it was sent, or given up. */
    finishedAt: moment("finished_at"),
  },
  (t) => [
    unique("forwards_workspace_id").on(t.workspaceId, t.id),
    unique("forwards_once").on(t.workspaceId, t.integrationId, t.signalId),
    check("forwards_state", sql`state in ('pending', 'sent', 'failed')`),
    foreignKey({
      name: "forwards_integration",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "forwards_signal",
      columns: [t.workspaceId, t.signalId],
      foreignColumns: [signals.workspaceId, signals.id],
    }).onDelete("cascade"),
    ...workspacePolicies("forwards"),
  ],
);

/** One attempt at handing a signal on, with the far side's answer. */
export const forwardAttempts = pgTable(
  "forward_attempts",
  {
    id: id(),
    workspaceId: workspaceId(),
    forwardId: uuid("forward_id").notNull(),
    /** 1 for the first. */
    number: integer("number").notNull(),
    outcome: text("outcome", { enum: ["sent", "failed"] }).notNull(),
    /** What the provider answered, or why there was no answer. */
    answer: text("answer").notNull(),
    startedAt: moment("started_at").notNull(),
    /** Milliseconds until the answer, or until it failed. */
    durationMs: integer("duration_ms").notNull(),
  },
  (t) => [
    unique("forward_attempts_number").on(t.workspaceId, t.forwardId, t.number),
    index("forward_attempts_started").on(t.workspaceId, t.startedAt),
    check("forward_attempts_outcome", sql`outcome in ('sent', 'failed')`),
    foreignKey({
      name: "forward_attempts_forward",
      columns: [t.workspaceId, t.forwardId],
      foreignColumns: [forwards.workspaceId, forwards.id],
    }).onDelete("cascade"),
    ...workspacePolicies("forward_attempts"),
  ],
);
