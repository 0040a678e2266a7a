import { sql } from "drizzle-orm";
import {
  check,
  customType,
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
import { createdAt, id, moment, systemPolicies, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** One rung of an integration's ladder: when it was reached and what proved it, in words. */
export interface Rung {
  /** ISO 8601, UTC. */
  at: string;
  /** From whom, where it is not the provider. */
  from?: string;
  text: string;
}

/** What has been proven so far. A rung is written by evidence only and removed when its evidence no longer holds. */
export interface IntegrationEvidence {
  authorised?: Rung;
  webhook_registered?: Rung;
  live?: Rung;
  /** Nothing came within the expected interval: it may be fine and may be dead. */
  stale?: Rung & { reason: string; nextStep: string };
  /** `cause` names what can end it besides a sign of life: renewed credentials end `credentials`. */
  degraded?: Rung & { reason: string; nextStep: string; cause?: string };
  disconnected?: Rung;
}

/** Why the credentials could not be renewed. */
export interface RefreshFailure {
  /** ISO 8601, UTC. */
  at: string;
  reason: string;
  nextStep: string;
  /** True when trying again cannot help: a person has to connect again. */
  final: boolean;
}

/** The provider's rate limit as an answer last told it, at most half a minute old while calls are made. */
export interface SeenRateLimit {
  limit: number | null;
  remaining: number | null;
  /** ISO 8601, UTC. */
  resetsAt: string | null;
  /** When the answer came; ISO 8601, UTC. */
  at: string;
}

/** What an integration watches at the provider: a repository, a channel, an ad account. */
export interface IntegrationTarget {
  /** The provider's own id, `acme/shop`. */
  id: string;
  name: string;
}

/**
 * An app that a workspace made at a provider for itself (a GitHub App by manifest). Its deliveries come through one door and are
 * told apart by account; its secrets belong to all integrations made with it.
 */
export const providerApps = pgTable(
  "provider_apps",
  {
    id: id(),
    workspaceId: inWorkspace(),
    provider: text("provider").notNull(),
    /** The provider's id of the app. */
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    clientId: text("client_id"),
    /** Sealed JSON: private key, client secret. */
    secrets: text("secrets").notNull(),
    webhookSecret: text("webhook_secret").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("provider_apps_workspace_id").on(t.workspaceId, t.id),
    unique("provider_apps_external").on(t.workspaceId, t.provider, t.externalId),
    index("provider_apps_door").on(t.provider, t.externalId),
    ...workspacePolicies("provider_apps"),
  ],
);

/** A workspace's, or a tenant's, configured connection to a provider. */
export const integrations = pgTable(
  "integrations",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Null when it belongs to the workspace as a whole. */
    tenantId: uuid("tenant_id"),
    /** Slug of the catalogue. */
    provider: text("provider").notNull(),
    name: text("name").notNull(),
    /** How it was connected: `oauth2`, `token`, `app`, `secret`. */
    method: text("method").notNull(),
    mode: text("mode", { enum: ["webhook", "polling"] }).notNull(),
    state: text("state", {
      enum: ["pending", "authorised", "webhook_registered", "live", "stale", "degraded", "disconnected"],
    })
      .notNull()
      .default("pending"),
    evidence: jsonb("evidence").notNull().default({}).$type<IntegrationEvidence>(),
    /** What the provider calls the account: a login, a team, a shop. Null until authorised. */
    account: text("account"),
    /** What deliveries to the app's door are routed by: installation id, team id. */
    externalAccount: text("external_account"),
    appId: uuid("app_id"),
    scopes: text("scopes").array().notNull().default(sql`'{}'`),
    targets: jsonb("targets").notNull().default([]).$type<IntegrationTarget[]>(),
    /** Sealed JSON, in the shape that the provider's file declares. */
    credentials: text("credentials"),
    credentialsExpireAt: moment("credentials_expire_at"),
    /** When the provider gave them: the span to their end is their life. */
    credentialsIssuedAt: moment("credentials_issued_at"),
    /** Raised by whatever replaces the credentials; a renewal is stored only over the version that it began with. */
    credentialsVersion: integer("credentials_version").notNull().default(1),
    /** When the job renews them; null when they do not end, or trying again cannot help. */
    nextRefreshAt: moment("next_refresh_at"),
    /** The lease of the one process that renews them now. One that ended by itself is that of a process that died. */
    refreshingUntil: moment("refreshing_until"),
    refreshFailures: integer("refresh_failures").notNull().default(0),
    refreshFailure: jsonb("refresh_failure").$type<RefreshFailure>(),
    webhookSecret: text("webhook_secret"),
    /** Still good until the moment beside it, so that deliveries signed before a rotation arrive. */
    previousWebhookSecret: text("previous_webhook_secret"),
    previousWebhookSecretUntil: moment("previous_webhook_secret_until"),
    /** Raised by whatever changes how a delivery is verified; the intake compares it, so no process trusts an old secret. */
    doorVersion: integer("door_version").notNull().default(1),
    pollCursor: jsonb("poll_cursor").$type<Record<string, unknown>>(),
    nextPollAt: moment("next_poll_at"),
    pollFailures: integer("poll_failures").notNull().default(0),
    lastPolledAt: moment("last_polled_at"),
    /** Until when nothing can have been missed: webhooks were read back right, or a poll succeeded. Back-fills begin here. */
    coveredUntil: moment("covered_until"),
    /** Since when deliveries may have been missed because we were down; the next reconciliation asks for them. */
    gapSince: moment("gap_since"),
    /** Seconds of silence until it counts as stale; null takes the provider's. */
    quietAfterSeconds: integer("quiet_after_seconds"),
    /** No process calls the provider for it before this: a limit is used up, or calls fail in a row. */
    pausedUntil: moment("paused_until"),
    pausedReason: text("paused_reason"),
    /** Calls that failed in a row, over all processes. */
    callFailures: integer("call_failures").notNull().default(0),
    rateLimit: jsonb("rate_limit").$type<SeenRateLimit>(),
    /** Types of the signals of this workspace that are handed on to it; `*` for all. */
    forwardTypes: text("forward_types").array().notNull().default(sql`'{}'`),
    lastDeliveryAt: moment("last_delivery_at"),
    lastSignalAt: moment("last_signal_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("integrations_workspace_id").on(t.workspaceId, t.id),
    index("integrations_tenant").on(t.workspaceId, t.tenantId),
    index("integrations_app").on(t.workspaceId, t.appId),
    index("integrations_door").on(t.provider, t.externalAccount).where(sql`external_account is not null`),
    index("integrations_poll").on(t.nextPollAt).where(sql`next_poll_at is not null`),
    index("integrations_refresh").on(t.nextRefreshAt).where(sql`next_refresh_at is not null`),
    index("integrations_forward").on(t.workspaceId, t.id).where(sql`forward_types <> '{}'`),
    check(
      "integrations_state",
      sql`state in ('pending', 'authorised', 'webhook_registered', 'live', 'stale', 'degraded', 'disconnected')`,
    ),
    check("integrations_mode", sql`mode in ('webhook', 'polling')`),
    foreignKey({
      name: "integrations_tenant_fk",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "integrations_app_fk",
      columns: [t.workspaceId, t.appId],
      foreignColumns: [providerApps.workspaceId, providerApps.id],
    }),
    ...workspacePolicies("integrations"),
  ],
);

/** When the installation last took up its polls: one row. A gap in it is a time in which nobody may have answered at the doors. */
export const doorWatch = pgTable(
  "door_watch",
  {
    /** Always 1. */
    id: integer("id").primaryKey(),
    seenAt: moment("seen_at").notNull(),
  },
  () => [check("door_watch_one", sql`id = 1`), ...systemPolicies("door_watch")],
);

/** A webhook at the provider that points to our door, as the provider last told us. */
export const webhookRegistrations = pgTable(
  "webhook_registrations",
  {
    id: id(),
    workspaceId: inWorkspace(),
    integrationId: uuid("integration_id").notNull(),
    /** The target that it watches, `acme/shop`; empty when it watches the whole account. */
    target: text("target").notNull(),
    /** The provider's id of the webhook. */
    remoteId: text("remote_id").notNull(),
    url: text("url").notNull(),
    events: text("events").array().notNull(),
    state: text("state", { enum: ["registered", "drifted", "missing"] }).notNull(),
    /** What reading it back said. */
    evidence: text("evidence").notNull(),
    readAt: moment("read_at").notNull(),
    /** Sealed: the secret that the provider made for this webhook and showed once. Null where it was told ours. */
    secret: text("secret"),
    /** When the provider forgets it by itself. */
    expiresAt: moment("expires_at"),
    /** When it was made or last renewed there: the span to its end is its life. */
    renewedAt: moment("renewed_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("webhook_registrations_target").on(t.workspaceId, t.integrationId, t.target),
    check("webhook_registrations_state", sql`state in ('registered', 'drifted', 'missing')`),
    foreignKey({
      name: "webhook_registrations_integration",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    ...workspacePolicies("webhook_registrations"),
  ],
);

/** One inbound webhook request as it was received. Kept 30 days. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    workspaceId: workspaceId(),
    integrationId: uuid("integration_id").notNull(),
    provider: text("provider").notNull(),
    /** The provider's id of the delivery, or a hash of the body where it has none. */
    externalId: text("external_id"),
    /** The provider's name of what happened, `pull_request`. */
    event: text("event"),
    verdict: text("verdict", { enum: ["accepted", "duplicate", "refused"] }).notNull(),
    /** Why it was refused, or of which delivery it is a duplicate. */
    reason: text("reason"),
    /** Names in lower case; secrets redacted. */
    headers: jsonb("headers").notNull().$type<Record<string, string>>(),
    body: bytes("body").notNull(),
    /** Bytes received; more than are kept when a refused body was cut. */
    bodyBytes: integer("body_bytes").notNull(),
    receivedAt: moment("received_at").notNull(),
    /** Milliseconds from the first byte until the row was written, after which the answer goes out. */
    answeredMs: integer("answered_ms").notNull(),
    processedAt: moment("processed_at"),
    signalCount: integer("signal_count"),
    /** Why it gave no signal, or why working on it failed. */
    outcome: text("outcome"),
    /** The stored delivery that an operator replayed. */
    replayOf: uuid("replay_of"),
  },
  (t) => [
    unique("deliveries_workspace_id").on(t.workspaceId, t.id),
    // Only accepted ones compete: a refused forgery must not keep the genuine delivery out. A replay is our own.
    uniqueIndex("deliveries_once")
      .on(t.workspaceId, t.integrationId, t.externalId)
      .where(sql`verdict = 'accepted' and replay_of is null`),
    index("deliveries_integration").on(t.workspaceId, t.integrationId, t.receivedAt),
    index("deliveries_received").on(t.workspaceId, t.receivedAt),
    check("deliveries_verdict", sql`verdict in ('accepted', 'duplicate', 'refused')`),
    foreignKey({
      name: "deliveries_integration_fk",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    ...workspacePolicies("deliveries"),
  ],
);

/** An OAuth or app flow that was started and not finished. Its state parameter is good once, for one session. */
export const connectAttempts = pgTable(
  "connect_attempts",
  {
    id: id(),
    workspaceId: inWorkspace(),
    provider: text("provider").notNull(),
    /** SHA-256 of the session that started it; another session cannot finish it. */
    sessionHash: text("session_hash").notNull(),
    /** Sealed JSON: PKCE verifier and what was chosen at the start. */
    sealed: text("sealed").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    createdAt: createdAt(),
  },
  (t) => [index("connect_attempts_expires").on(t.expiresAt), ...workspacePolicies("connect_attempts")],
);
