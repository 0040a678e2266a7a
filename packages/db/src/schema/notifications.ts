import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, moment, systemPolicies, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** What a message says, in plain text. Each kind of channel gives it the form of its far side. */
export interface NotificationMessage {
  /** What happened, one line. */
  title: string;
  /** Paragraphs. */
  body: string[];
  severity: "critical" | "error" | "warning" | "info" | "ok";
  /** The console's path below the workspace, `alerts/alr_…`. */
  place: string;
  fields: { label: string; value: string }[];
  /** Snippets that are shown as they stand. */
  quotes: { label: string; text: string; kind: "before" | "after" | "source" | "document" }[];
  /** Buttons. A kind that has none leaves them out: the place has them too. */
  actions: { id: string; label: string; style?: "primary" | "danger" | undefined; value: string }[];
  /** Set when somebody took it on: who. */
  acknowledged?: { by: string } | undefined;
  /** Set when it is over: why. */
  resolved?: { cause: string } | undefined;
  /** How often it happened, where that is more than once. */
  count?: number | undefined;
}

/** Where messages go. One that belongs to a member carries what is for that person alone. */
export const channels = pgTable(
  "channels",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Null when it is the workspace's as a whole. */
    tenantId: uuid("tenant_id"),
    /** The member whose own way it is; null for a channel of the workspace. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** Name of the kind's file, `slack`. */
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    /** What the kind asks for and may be shown. */
    config: jsonb("config").notNull().default({}).$type<Record<string, unknown>>(),
    /** Sealed JSON: what the kind asks for and must not be shown. Null without any, and once deleted. */
    secrets: text("secrets"),
    /** The signing secret before the last rotation, sealed; messages carry both signatures until the moment beside it. */
    previousSecrets: text("previous_secrets"),
    previousSecretsUntil: moment("previous_secrets_until"),
    mutedAt: moment("muted_at"),
    /** Messages of one window at most; what exceeds them is merged into one. */
    rateCount: integer("rate_count").notNull(),
    /** Seconds of a window. */
    rateSeconds: integer("rate_seconds").notNull().default(60),
    windowStartedAt: moment("window_started_at"),
    windowCount: integer("window_count").notNull().default(0),
    /** The far side asked to be left alone until then. */
    pausedUntil: moment("paused_until"),
    /** The newest message that the far side really took: the proof. */
    provenAt: moment("proven_at"),
    provenWhat: text("proven_what"),
    provenFrom: text("proven_from"),
    /** The first failure since it last worked; null while it works or was never tried. */
    failingSince: moment("failing_since"),
    /** Failures in a row. */
    failures: integer("failures").notNull().default(0),
    failureReason: text("failure_reason"),
    failureNextStep: text("failure_next_step"),
    /** Set once failing counts as broken: the far side refused the channel itself, or failed several times in a row. */
    brokenAt: moment("broken_at"),
    deletedAt: moment("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("channels_workspace_id").on(t.workspaceId, t.id),
    uniqueIndex("channels_personal").on(t.workspaceId, t.userId, t.kind).where(sql`user_id is not null`),
    index("channels_tenant").on(t.workspaceId, t.tenantId),
    check("channels_rate", sql`rate_count > 0 and rate_seconds > 0`),
    foreignKey({
      name: "channels_tenant_fk",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }).onDelete("cascade"),
    ...workspacePolicies("channels"),
  ],
);

/** One message to one channel. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    workspaceId: inWorkspace(),
    channelId: uuid("channel_id").notNull(),
    tenantId: uuid("tenant_id"),
    /** The same key is the same message: asked for twice, it is sent once. */
    dedupeKey: text("dedupe_key").notNull(),
    /** All messages about one thing: a thread in Slack, an incident at PagerDuty, a conversation by mail. */
    groupKey: text("group_key").notNull(),
    message: jsonb("message").notNull().$type<NotificationMessage>(),
    state: text("state", { enum: ["queued", "sent", "failed", "merged", "suppressed"] })
      .notNull()
      .default("queued"),
    /** Why it failed or was suppressed. */
    reason: text("reason"),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    /** False for what must arrive by itself whatever the storm: a test, an incident's end at PagerDuty. */
    mergeable: boolean("mergeable").notNull().default(true),
    /** True while it still takes in others that exceed the channel's rate. */
    collecting: boolean("collecting").notNull().default(false),
    /** The message that stands for this one. */
    mergedIntoId: uuid("merged_into_id"),
    /** How many messages it stands for; 0 for an ordinary one. */
    mergedCount: integer("merged_count").notNull().default(0),
    /** Attempts that were made, those that only changed it included. */
    attempts: integer("attempts").notNull().default(0),
    /** When the schedule of retries began: with the message, or when a person had it sent again. */
    scheduledFrom: moment("scheduled_from").notNull().defaultNow(),
    scheduleStep: integer("schedule_step").notNull().default(0),
    /** Null when no attempt is planned. */
    nextAttemptAt: moment("next_attempt_at").defaultNow(),
    /** An attempt is under way, by a worker that has until then to report. */
    sendingUntil: moment("sending_until"),
    /** An attempt may have reached the far side without our knowing: it hung, or its worker died. */
    uncertain: boolean("uncertain").notNull().default(false),
    /** Raised by each change of the message; the far side has `sentRevision`. */
    revision: integer("revision").notNull().default(1),
    sentRevision: integer("sent_revision").notNull().default(0),
    /** What the far side calls it, in the kind's own form. */
    remote: jsonb("remote").$type<Record<string, unknown>>(),
    sentAt: moment("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("notifications_workspace_id").on(t.workspaceId, t.id),
    unique("notifications_once").on(t.workspaceId, t.channelId, t.dedupeKey),
    index("notifications_channel").on(t.workspaceId, t.channelId, t.id),
    index("notifications_group").on(t.workspaceId, t.groupKey, t.channelId, t.id),
    index("notifications_subject").on(t.workspaceId, t.subjectType, t.subjectId),
    index("notifications_queued").on(t.workspaceId, t.channelId, t.groupKey).where(sql`state = 'queued'`),
    index("notifications_merged").on(t.workspaceId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    index("notifications_created").on(t.createdAt),
    uniqueIndex("notifications_collecting").on(t.workspaceId, t.channelId).where(sql`collecting`),
    check("notifications_state", sql`state in ('queued', 'sent', 'failed', 'merged', 'suppressed')`),
    foreignKey({
      name: "notifications_channel_id",
      columns: [t.workspaceId, t.channelId],
      foreignColumns: [channels.workspaceId, channels.id],
    }).onDelete("cascade"),
    ...workspacePolicies("notifications"),
  ],
);

/** One try at handing one message over, as it went. */
export const notificationAttempts = pgTable(
  "notification_attempts",
  {
    id: id(),
    workspaceId: inWorkspace(),
    notificationId: uuid("notification_id").notNull(),
    /** 1 for the first. */
    number: integer("number").notNull(),
    /** Whether it was to send the message, or to change one that the far side has. */
    purpose: text("purpose", { enum: ["send", "update"] }).notNull(),
    startedAt: moment("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** The far side's status (HTTP, SMTP); null when there was no answer, or it knows none. */
    status: integer("status"),
    /** Why the far side did not take it, in words; null when it did. */
    error: text("error"),
    /** What the far side said. */
    response: text("response"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("notification_attempts_workspace_id").on(t.workspaceId, t.id),
    unique("notification_attempts_number").on(t.workspaceId, t.notificationId, t.number),
    check("notification_attempts_purpose", sql`purpose in ('send', 'update')`),
    foreignKey({
      name: "notification_attempts_notification_id",
      columns: [t.workspaceId, t.notificationId],
      foreignColumns: [notifications.workspaceId, notifications.id],
    }).onDelete("cascade"),
    ...workspacePolicies("notification_attempts"),
  ],
);

/** A button of a message that somebody pressed. The row is what makes one press one press. */
export const notificationPresses = pgTable(
  "notification_presses",
  {
    id: id(),
    workspaceId: inWorkspace(),
    notificationId: uuid("notification_id").notNull(),
    /** The far side's own name of the press. */
    pressKey: text("press_key").notNull(),
    actionId: text("action_id").notNull(),
    value: text("value").notNull(),
    /** The far side's name and id of the person. */
    byName: text("by_name").notNull(),
    byExternalId: text("by_external_id").notNull(),
    /** The member that the person is; null when no member could be found. */
    byUserId: uuid("by_user_id"),
    /** Why nothing was done; null when it was taken. */
    refusal: text("refusal"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("notification_presses_workspace_id").on(t.workspaceId, t.id),
    unique("notification_presses_once").on(t.workspaceId, t.pressKey),
    foreignKey({
      name: "notification_presses_notification_id",
      columns: [t.workspaceId, t.notificationId],
      foreignColumns: [notifications.workspaceId, notifications.id],
    }).onDelete("cascade"),
    ...workspacePolicies("notification_presses"),
  ],
);

/** A browser that may show messages to one person, in all workspaces: a push subscription belongs to the origin. */
export const pushDevices = pgTable(
  "push_devices",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What the person sees: “Firefox on Linux”. */
    name: text("name").notNull(),
    /** The push service's host. */
    service: text("service").notNull(),
    /** SHA-256 of the endpoint: a browser that subscribes again is the same device. */
    endpointHash: text("endpoint_hash").notNull(),
    /** Sealed JSON: endpoint and keys. Whoever has them can send to the browser. */
    subscription: text("subscription").notNull(),
    /** When its push service last took a message. */
    lastTakenAt: moment("last_taken_at"),
    failureReason: text("failure_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("push_devices_endpoint").on(t.endpointHash),
    index("push_devices_user").on(t.userId, t.id),
    ...systemPolicies("push_devices"),
  ],
);

/** The installation's key pair that push services know it by (VAPID, RFC 8292). Made once: every subscription is bound to it. */
export const pushKeys = pgTable(
  "push_keys",
  {
    id: id(),
    /** One row, `vapid`. */
    name: text("name").notNull(),
    publicKey: text("public_key").notNull(),
    /** Sealed. */
    privateKey: text("private_key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("push_keys_name").on(t.name), ...systemPolicies("push_keys")],
);
