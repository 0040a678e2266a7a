import { sql } from "drizzle-orm";
import {
  bigint,
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
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });
const severity = () => text("severity", { enum: ["critical", "error", "warning", "info"] }).notNull();
const knownSeverity = sql`severity in ('critical', 'error', 'warning', 'info')`;

/** What an alert is told apart by: `{"subject": "acme/shop"}`. Flat, strings only. */
export type AlertLabels = Record<string, string>;

/** An event that counted towards an alert, as the window remembers it. */
export interface WindowSample {
  eventId: string;
  /** ISO 8601, UTC. */
  at: string;
  title: string;
}

/** What one rule remembers of one group between two evaluations. */
export interface WindowState {
  /** Times of the newest matching events, oldest first, in milliseconds since 1970: as many as the condition counts. */
  recent: number[];
  /** Newest matching events, oldest first. */
  samples: WindowSample[];
  /** Newest matching event, in milliseconds since 1970. */
  lastSeen: number | null;
  /** The series' limit is breached without a break since then, in milliseconds since 1970. */
  breachedSince: number | null;
  /** Whether the condition holds: an alert of this group is open because of it. */
  firing: boolean;
  /** Newest measured value; null when nothing was measured. */
  value: number | null;
}

/** A rule of the one pipeline. What it says stands in its versions, which never change. */
export const alertRules = pgTable(
  "alert_rules",
  {
    id: id(),
    workspaceId: inWorkspace(),
    name: text("name").notNull(),
    /** Who answers for it, in the workspace's own words; null for nobody. */
    owner: text("owner"),
    severity: severity(),
    /** Only what belongs to this tenant is looked at; null for everything. */
    tenantId: uuid("tenant_id"),
    enabled: boolean("enabled").notNull().default(true),
    /** What happened before counts for nothing: the time of its creation, or when it was last switched on or changed in what it watches. */
    activeSince: moment("active_since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
    /** Event types that the current version looks at; empty for measured series. The relay asks for them. */
    eventTypes: text("event_types").array().notNull().default([]),
    kind: text("kind", { enum: ["event", "absence", "threshold", "rate", "change"] }).notNull(),
    /** The newest evaluation that looked at something real: the proof that it works. */
    evaluatedAt: moment("evaluated_at"),
    /** What that evaluation saw, in words. */
    evaluatedWhat: text("evaluated_what"),
    /** Why the last evaluation failed; null while it works. */
    failedReason: text("failed_reason"),
    failingSince: moment("failing_since"),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("alert_rules_workspace_id").on(t.workspaceId, t.id),
    index("alert_rules_active").on(t.workspaceId).where(sql`enabled and archived_at is null`),
    check("alert_rules_severity", knownSeverity),
    check("alert_rules_kind", sql`kind in ('event', 'absence', 'threshold', 'rate', 'change')`),
    foreignKey({
      name: "alert_rules_tenant",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }),
    ...workspacePolicies("alert_rules"),
  ],
);

/** What a rule said from one change to the next. Never changed: alerts name the version that opened them. */
export const alertRuleVersions = pgTable(
  "alert_rule_versions",
  {
    id: id(),
    workspaceId: inWorkspace(),
    ruleId: uuid("rule_id").notNull(),
    /** 1 for the first. */
    version: integer("version").notNull(),
    /** Condition, grouping, routes and the rest, as the API's `definition`. */
    definition: jsonb("definition").notNull().$type<Record<string, unknown>>(),
    /** Who made it, as it was called then. */
    madeBy: text("made_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("alert_rule_versions_workspace_id").on(t.workspaceId, t.id),
    unique("alert_rule_versions_number").on(t.workspaceId, t.ruleId, t.version),
    foreignKey({
      name: "alert_rule_versions_rule",
      columns: [t.workspaceId, t.ruleId],
      foreignColumns: [alertRules.workspaceId, alertRules.id],
    }).onDelete("cascade"),
    ...workspacePolicies("alert_rule_versions"),
  ],
);

/** How far the workspace's evaluator has read the event log. Whoever evaluates holds the row's lock. */
export const alertEvaluators = pgTable(
  "alert_evaluators",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Position of the last event that every active rule has seen. */
    cursor: bigint("cursor", { mode: "number" }).notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [unique("alert_evaluators_workspace").on(t.workspaceId), ...workspacePolicies("alert_evaluators")],
);

/** What a rule remembers of each group. Written in the transaction that moves the cursor, so nothing is counted twice. */
export const alertWindows = pgTable(
  "alert_windows",
  {
    id: id(),
    workspaceId: inWorkspace(),
    ruleId: uuid("rule_id").notNull(),
    /** The group's labels as one text, the same however they are written. */
    groupKey: text("group_key").notNull(),
    labels: jsonb("labels").notNull().$type<AlertLabels>(),
    state: jsonb("state").notNull().$type<WindowState>(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("alert_windows_workspace_id").on(t.workspaceId, t.id),
    unique("alert_windows_group").on(t.workspaceId, t.ruleId, t.groupKey),
    foreignKey({
      name: "alert_windows_rule",
      columns: [t.workspaceId, t.ruleId],
      foreignColumns: [alertRules.workspaceId, alertRules.id],
    }).onDelete("cascade"),
    ...workspacePolicies("alert_windows"),
  ],
);

/** A breach with its life cycle. Of one fingerprint at most one is open. */
export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    workspaceId: inWorkspace(),
    tenantId: uuid("tenant_id"),
    /** Null for what another system or another domain raised. */
    ruleId: uuid("rule_id"),
    ruleVersion: integer("rule_version"),
    /** `rule`, or who raised it: `alertmanager`, `pagerduty`, a domain's name. */
    source: text("source").notNull(),
    /** Rule and labels, hashed; for raised alerts what their source calls them. */
    fingerprint: text("fingerprint").notNull(),
    title: text("title").notNull(),
    /** Why it opened, in words with the numbers. */
    reason: text("reason").notNull(),
    labels: jsonb("labels").notNull().default({}).$type<AlertLabels>(),
    /** Why these events are one alert, in words. */
    groupReason: text("group_reason").notNull(),
    severity: severity(),
    state: text("state", { enum: ["open", "acknowledged", "resolved"] })
      .notNull()
      .default("open"),
    /** Where a person can see it at its source. */
    url: text("url"),
    /** Matching events since it opened, exactly. For series: evaluations in breach. */
    count: bigint("count", { mode: "number" }).notNull(),
    firstSeenAt: moment("first_seen_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** 1 when it opened, one more for each time that it reopened within the flap window. */
    episode: integer("episode").notNull().default(1),
    openedAt: moment("opened_at").notNull(),
    acknowledgedAt: moment("acknowledged_at"),
    acknowledgedBy: text("acknowledged_by"),
    acknowledgeComment: text("acknowledge_comment"),
    resolvedAt: moment("resolved_at"),
    /** Who or what ended it. */
    resolvedBy: text("resolved_by", { enum: ["condition", "hand", "source"] }),
    /** Why it is over, in words. */
    resolveCause: text("resolve_cause"),
    /** The silence that keeps it quiet now, and until when; nothing is sent meanwhile. */
    silenceId: uuid("silence_id"),
    silencedUntil: moment("silenced_until"),
    /** The open alert that keeps this one quiet. */
    inhibitedBy: uuid("inhibited_by"),
    inhibitReason: text("inhibit_reason"),
    /** Whether its opening was handed to the routes in this episode. */
    routedEpisode: integer("routed_episode").notNull().default(0),
    policyId: uuid("policy_id"),
    /** The step of the policy that comes next, counted through the repetitions; null when nothing escalates. */
    escalationStep: integer("escalation_step"),
    escalateAt: moment("escalate_at"),
    /** When `alert.updated` was last recorded; it is throttled. */
    updateToldAt: moment("update_told_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("alerts_workspace_id").on(t.workspaceId, t.id),
    uniqueIndex("alerts_one_open").on(t.workspaceId, t.fingerprint).where(sql`state <> 'resolved'`),
    index("alerts_fingerprint").on(t.workspaceId, t.fingerprint, t.resolvedAt),
    index("alerts_open").on(t.workspaceId, t.id).where(sql`state <> 'resolved'`),
    index("alerts_rule").on(t.workspaceId, t.ruleId, t.id),
    index("alerts_tenant").on(t.workspaceId, t.tenantId, t.id),
    index("alerts_resolved").on(t.resolvedAt).where(sql`state = 'resolved'`),
    check("alerts_severity", knownSeverity),
    check("alerts_state", sql`state in ('open', 'acknowledged', 'resolved')`),
    check("alerts_resolved_why", sql`(state = 'resolved') = (resolved_at is not null and resolve_cause is not null)`),
    foreignKey({
      name: "alerts_rule_id",
      columns: [t.workspaceId, t.ruleId],
      foreignColumns: [alertRules.workspaceId, alertRules.id],
    }),
    foreignKey({
      name: "alerts_tenant_id",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }),
    ...workspacePolicies("alerts"),
  ],
);

/** Events that show what an alert is about: some of its first and of its newest. Deleted 30 days after it was resolved. */
export const alertSamples = pgTable(
  "alert_samples",
  {
    id: id(),
    workspaceId: inWorkspace(),
    alertId: uuid("alert_id").notNull(),
    /** The event's id in the log. */
    eventId: uuid("event_id").notNull(),
    title: text("title").notNull(),
    at: moment("at").notNull(),
  },
  (t) => [
    unique("alert_samples_workspace_id").on(t.workspaceId, t.id),
    unique("alert_samples_once").on(t.workspaceId, t.alertId, t.eventId),
    foreignKey({
      name: "alert_samples_alert",
      columns: [t.workspaceId, t.alertId],
      foreignColumns: [alerts.workspaceId, alerts.id],
    }).onDelete("cascade"),
    ...workspacePolicies("alert_samples"),
  ],
);

/** One comparison of a label: `{"label": "severity", "op": "eq", "value": "info"}`. */
export interface AlertMatcher {
  /** A group label, or `rule`, `ruleId`, `severity`, `tenantId`, `source`. */
  label: string;
  op: "eq" | "ne" | "matches";
  /** For `matches`: a text with `*` for anything. */
  value: string;
}

/** For a time nothing is sent of the alerts that match. They are opened, counted and shown all the same. */
export const alertSilences = pgTable(
  "alert_silences",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** All of them must hold. */
    matchers: jsonb("matchers").notNull().$type<AlertMatcher[]>(),
    comment: text("comment").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    /** Who made it, as it was called then. */
    madeBy: text("made_by").notNull(),
    /** Alerts that it has kept quiet. */
    silenced: integer("silenced").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique("alert_silences_workspace_id").on(t.workspaceId, t.id),
    index("alert_silences_ends").on(t.workspaceId, t.endsAt),
    check("alert_silences_span", sql`ends_at >= starts_at`),
    ...workspacePolicies("alert_silences"),
  ],
);

/** Hours in which messages are held back. */
export interface QuietHours {
  /** IANA name, `Europe/Lisbon`. */
  timeZone: string;
  /** Local time at which they begin, `22:00`. */
  from: string;
  /** Local time at which they end, `07:00`; before `from` it is the next day's. */
  to: string;
  /** ISO days on which they begin, 1 for Monday. Empty for all. */
  days: number[];
}

/** Where alerts go. */
export const alertRoutes = pgTable(
  "alert_routes",
  {
    id: id(),
    workspaceId: inWorkspace(),
    name: text("name").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    /** Takes every alert for which all of them hold; null takes only those of the rules that name this route. */
    matchers: jsonb("matchers").$type<AlertMatcher[]>(),
    /** Alerts of this tenant only; null for all. */
    tenantId: uuid("tenant_id"),
    /** Channels of domains/notifications that get a message. */
    channelIds: uuid("channel_ids").array().notNull(),
    quietHours: jsonb("quiet_hours").$type<QuietHours>(),
    /** Messages are gathered for so long and sent as one; null sends each at once. */
    digestSeconds: integer("digest_seconds"),
    /** Policy for alerts whose rule names none. */
    policyId: uuid("policy_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("alert_routes_workspace_id").on(t.workspaceId, t.id),
    foreignKey({
      name: "alert_routes_tenant",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }),
    ...workspacePolicies("alert_routes"),
  ],
);

/** An alert's message that waits for the end of quiet hours or for its digest. */
export const alertHeldMessages = pgTable(
  "alert_held_messages",
  {
    id: id(),
    workspaceId: inWorkspace(),
    routeId: uuid("route_id").notNull(),
    channelId: uuid("channel_id").notNull(),
    alertId: uuid("alert_id").notNull(),
    episode: integer("episode").notNull(),
    /** `quiet_hours` or `digest`. */
    why: text("why").notNull(),
    releaseAt: moment("release_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("alert_held_messages_workspace_id").on(t.workspaceId, t.id),
    unique("alert_held_messages_once").on(t.workspaceId, t.channelId, t.alertId, t.episode),
    index("alert_held_messages_due").on(t.workspaceId, t.routeId, t.channelId, t.releaseAt),
    foreignKey({
      name: "alert_held_messages_alert",
      columns: [t.workspaceId, t.alertId],
      foreignColumns: [alerts.workspaceId, alerts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "alert_held_messages_route",
      columns: [t.workspaceId, t.routeId],
      foreignColumns: [alertRoutes.workspaceId, alertRoutes.id],
    }).onDelete("cascade"),
    ...workspacePolicies("alert_held_messages"),
  ],
);
