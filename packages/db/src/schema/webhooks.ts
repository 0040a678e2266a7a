import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** An address of the workspace's own to which events are sent, signed (Standard Webhooks). */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    /** Event types that it receives; null for all. */
    eventTypes: text("event_types").array(),
    /** `whsec_…`, sealed. Null once the endpoint is deleted. */
    secret: text("secret"),
    /** The secret before the last rotation, sealed; deliveries carry both signatures until `previousSecretUntil`. */
    previousSecret: text("previous_secret"),
    previousSecretUntil: moment("previous_secret_until"),
    secretRotatedAt: moment("secret_rotated_at"),
    /** Set while nothing is sent: by a member, by a 410 answer, or after everything failed for a day. */
    disabledAt: moment("disabled_at"),
    disabledReason: text("disabled_reason"),
    /** The first failure since the last success; null while it works or was never tried. */
    failingSince: moment("failing_since"),
    /** What went wrong last, in words; null while it works. */
    failureReason: text("failure_reason"),
    /** The newest 2xx answer, its status and the event it was for: the proof that deliveries arrive. */
    lastSuccessAt: moment("last_success_at"),
    lastSuccessStatus: integer("last_success_status"),
    lastSuccessEventType: text("last_success_event_type"),
    deletedAt: moment("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("webhook_endpoints_workspace_id").on(t.workspaceId, t.id),
    index("webhook_endpoints_sending").on(t.workspaceId).where(sql`disabled_at is null and deleted_at is null`),
    check("webhook_endpoints_secret", sql`secret is not null or deleted_at is not null`),
    ...workspacePolicies("webhook_endpoints"),
  ],
);

/** One event on its way to one endpoint. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    endpointId: uuid("endpoint_id").notNull(),
    /** The event's id in the log; the body is made from it at each attempt and is the same each time. */
    eventId: uuid("event_id").notNull(),
    eventType: text("event_type").notNull(),
    state: text("state", { enum: ["pending", "delivered", "failed", "cancelled"] })
      .notNull()
      .default("pending"),
    /** Attempts that were made, manual ones included. */
    attempts: integer("attempts").notNull().default(0),
    /** When the schedule of retries began: with the message, or with the last manual redelivery. */
    scheduledFrom: moment("scheduled_from").notNull().defaultNow(),
    /** Attempts of this schedule; the next one's time follows from it. */
    scheduleStep: integer("schedule_step").notNull().default(0),
    /** Null when no attempt is planned. */
    nextAttemptAt: moment("next_attempt_at").defaultNow(),
    /** An attempt is under way, by a worker that has until then to report. */
    sendingUntil: moment("sending_until"),
    deliveredAt: moment("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("webhook_messages_workspace_id").on(t.workspaceId, t.id),
    unique("webhook_messages_once").on(t.workspaceId, t.endpointId, t.eventId),
    index("webhook_messages_endpoint").on(t.workspaceId, t.endpointId, t.id),
    index("webhook_messages_waiting").on(t.workspaceId, t.endpointId).where(sql`state = 'pending'`),
    index("webhook_messages_created").on(t.createdAt),
    foreignKey({
      name: "webhook_messages_endpoint_id",
      columns: [t.workspaceId, t.endpointId],
      foreignColumns: [webhookEndpoints.workspaceId, webhookEndpoints.id],
    }).onDelete("cascade"),
    check("webhook_messages_state", sql`state in ('pending', 'delivered', 'failed', 'cancelled')`),
    ...workspacePolicies("webhook_messages"),
  ],
);

/** One try at delivering one message, as it went. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    messageId: uuid("message_id").notNull(),
    /** 1 for the first. */
    number: integer("number").notNull(),
    startedAt: moment("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** HTTP status; null when there was no answer. */
    status: integer("status"),
    /** Why it did not count as delivered, in words; null when it did. */
    error: text("error"),
    /** The first KiB of the answer's body. */
    response: text("response"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("webhook_attempts_workspace_id").on(t.workspaceId, t.id),
    unique("webhook_attempts_number").on(t.workspaceId, t.messageId, t.number),
    foreignKey({
      name: "webhook_attempts_message_id",
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [webhookMessages.workspaceId, webhookMessages.id],
    }).onDelete("cascade"),
    ...workspacePolicies("webhook_attempts"),
  ],
);
