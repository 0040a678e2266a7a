import type { Rollout } from "@plumbline/sdk/flags";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
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
import { alertRules, alerts } from "./alerts.ts";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { flags } from "./flags.ts";
import { environments, services } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** The hours in which a plan may go on. */
export interface RolloutWindow {
  /** Local time, `09:00`. */
  from: string;
  /** Local time, exclusive; one before `from` lies on the next day. */
  to: string;
  /** IANA name, `Europe/Berlin`. */
  timeZone: string;
  /** Monday is 1. Default: every day. */
  days?: number[];
}

/** What a flag did before its plan began, and what a rollback goes back to. */
export interface RolloutBaseline {
  enabled: boolean;
  rollout: Rollout | null;
}

/** A plan that widens a flag's rollout in one environment step by step. */
export const flagRollouts = pgTable(
  "flag_rollouts",
  {
    id: id(),
    workspaceId: inWorkspace(),
    flagId: uuid("flag_id").notNull(),
    environmentId: uuid("environment_id").notNull(),
    state: text("state", { enum: ["running", "paused", "completed", "aborted", "rolled_back"] })
      .notNull()
      .default("running"),
    /** Percentages, each above the one before. */
    steps: doublePrecision("steps").array().notNull(),
    intervalSeconds: integer("interval_seconds").notNull(),
    window: jsonb("hours").$type<RolloutWindow>(),
    /** Steps that were taken. */
    step: integer("step").notNull().default(0),
    /** The share that the plan left behind or found when it was resumed; another one was set by hand. Null before the first step. */
    percentage: doublePrecision("percentage"),
    /** Version of the flag's configuration that went with it; another one was changed by somebody else. Null before the first step. */
    configurationVersion: integer("configuration_version"),
    /** When the next step is due, or the watch over the last one ends; null while it is paused and when it is over. */
    nextAt: moment("next_at"),
    /** Why a step that is due has not been taken; null when nothing holds it. */
    waitingFor: text("waiting_for"),
    /** Whether a step waits until every guard has seen data. */
    requireProof: boolean("require_proof").notNull(),
    baseline: jsonb("baseline").notNull().$type<RolloutBaseline>(),
    /** Who is told when it pauses, is rolled back or is done. */
    channelIds: uuid("channel_ids").array().notNull().default([]),
    /** Why it is paused, or how it ended, in words. */
    reason: text("reason"),
    /** The alert that ended or paused it. */
    alertId: uuid("alert_id"),
    startedBy: text("started_by").notNull(),
    /** The person who started it; null for a key. */
    startedByUserId: uuid("started_by_user_id"),
    lastStepAt: moment("last_step_at"),
    endedAt: moment("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_rollouts_workspace_id").on(t.workspaceId, t.id),
    uniqueIndex("flag_rollouts_one_open")
      .on(t.workspaceId, t.flagId, t.environmentId)
      .where(sql`state in ('running', 'paused')`),
    index("flag_rollouts_flag").on(t.workspaceId, t.flagId, t.id),
    index("flag_rollouts_running").on(t.workspaceId, t.nextAt).where(sql`state = 'running'`),
    check("flag_rollouts_state", sql`state in ('running', 'paused', 'completed', 'aborted', 'rolled_back')`),
    check("flag_rollouts_step", sql`step between 0 and cardinality(steps)`),
    foreignKey({
      name: "flag_rollouts_flag_id",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_rollouts_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_rollouts_alert",
      columns: [t.workspaceId, t.alertId],
      foreignColumns: [alerts.workspaceId, alerts.id],
    }),
    ...workspacePolicies("flag_rollouts"),
  ],
);

/** What stops a plan: alerts of one rule, or alerts that name one service. */
export const flagGuards = pgTable(
  "flag_guards",
  {
    id: id(),
    workspaceId: inWorkspace(),
    rolloutId: uuid("rollout_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["rule", "condition", "service"] }).notNull(),
    /** The rule whose alerts count; null for a service's. */
    ruleId: uuid("rule_id"),
    serviceId: uuid("service_id"),
    /** Alerts below this one do not count; null for all of them. */
    severity: text("severity", { enum: ["critical", "error", "warning", "info"] }),
    /** What a breach does. */
    action: text("action", { enum: ["pause", "rollback"] }).notNull(),
    state: text("state", { enum: ["unproven", "ok", "breached"] })
      .notNull()
      .default("unproven"),
    /** Why it is in this state, in words. */
    detail: text("detail").notNull(),
    /** The newest data that it has seen; null for none. */
    dataAt: moment("data_at"),
    checkedAt: moment("checked_at"),
    alertId: uuid("alert_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_guards_workspace_id").on(t.workspaceId, t.id),
    index("flag_guards_rollout").on(t.workspaceId, t.rolloutId, t.id),
    index("flag_guards_rule").on(t.workspaceId, t.ruleId),
    check("flag_guards_kind", sql`kind in ('rule', 'condition', 'service')`),
    check("flag_guards_of_one", sql`(kind = 'service') = (rule_id is null)`),
    foreignKey({
      name: "flag_guards_rollout_id",
      columns: [t.workspaceId, t.rolloutId],
      foreignColumns: [flagRollouts.workspaceId, flagRollouts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_guards_rule_id",
      columns: [t.workspaceId, t.ruleId],
      foreignColumns: [alertRules.workspaceId, alertRules.id],
    }),
    foreignKey({
      name: "flag_guards_service",
      columns: [t.workspaceId, t.serviceId],
      foreignColumns: [services.workspaceId, services.id],
    }),
    foreignKey({
      name: "flag_guards_alert",
      columns: [t.workspaceId, t.alertId],
      foreignColumns: [alerts.workspaceId, alerts.id],
    }),
    ...workspacePolicies("flag_guards"),
  ],
);
