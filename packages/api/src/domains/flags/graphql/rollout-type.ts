import { alertRules, alerts, flagGuards, flagRollouts, flags, type RolloutWindow } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { UserRef } from "../../accounts/index.ts";
import { AlertRef, AlertRuleRef, AlertSeverityEnum } from "../../alerts/index.ts";
import { EnvironmentRef, loadEnvironment, loadService, ServiceRef } from "../../tenants/index.ts";
import { loadPerson, WorkspaceRef } from "../../workspaces/index.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { findOpenRollout, listFlagRollouts, listGuards, listRollouts } from "../rollouts/list-rollouts.ts";
import type { FlagGuard, FlagRollout } from "../rollouts/rollout-ref.ts";
import { FlagConfigurationRef, FlagRef } from "./refs.ts";

export const FlagRolloutRef = builder.objectRef<FlagRollout>("FlagRollout");
const FlagGuardRef = builder.objectRef<FlagGuard>("FlagGuard");

const RolloutStateEnum = builder.enumType("FlagRolloutState", {
  description: "Where a plan is.",
  values: {
    RUNNING: { value: "running" as FlagRollout["state"], description: "It goes on by itself." },
    PAUSED: { value: "paused" as FlagRollout["state"], description: "It stands still until somebody resumes it." },
    COMPLETED: { value: "completed" as FlagRollout["state"], description: "Every step was taken." },
    ABORTED: { value: "aborted" as FlagRollout["state"], description: "Somebody ended it; the flag stayed as it was." },
    ROLLED_BACK: { value: "rolled_back" as FlagRollout["state"], description: "The flag does what it did before." },
  },
});

export const GuardActionEnum = builder.enumType("FlagGuardAction", {
  description: "What a breach does.",
  values: {
    PAUSE: { value: "pause" as FlagGuard["action"], description: "The plan stands still." },
    ROLLBACK: { value: "rollback" as FlagGuard["action"], description: "The flag does again what it did before." },
  },
});

const GuardStateEnum = builder.enumType("FlagGuardState", {
  description: "How a guard stands.",
  values: {
    UNPROVEN: { value: "unproven" as FlagGuard["state"], description: "It has no data: its silence proves nothing." },
    OK: { value: "ok" as FlagGuard["state"], description: "It has looked at something real, and no alert is open." },
    BREACHED: { value: "breached" as FlagGuard["state"], description: "An alert breaches it." },
  },
});

const WindowRef = builder.objectRef<RolloutWindow>("FlagRolloutWindow").implement({
  description: "The hours in which a plan takes its steps.",
  fields: (t) => ({
    from: t.exposeString("from", { description: "Local time, `09:00`." }),
    to: t.exposeString("to", { description: "Local time; one before `from` lies on the next day." }),
    timeZone: t.exposeString("timeZone", { description: "`Europe/Berlin`." }),
    days: t.intList({
      nullable: true,
      description: "Monday is 1; null for every day.",
      resolve: ({ days }) => days ?? null,
    }),
  }),
});

builder.node(FlagGuardRef, {
  description: "What stops a plan: alerts of a rule, or alerts that name a service.",
  id: { resolve: (guard) => guard.id },
  loadOne: loadNode(flagGuards, "flags:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "What people call it." }),
    state: t.expose("state", { type: GuardStateEnum, description: "How it stands." }),
    detail: t.exposeString("detail", { description: "Why, in words." }),
    action: t.expose("action", { type: GuardActionEnum, description: "What a breach does." }),
    severity: t.expose("severity", {
      type: AlertSeverityEnum,
      nullable: true,
      description: "Alerts below it do not count; null when all count.",
    }),
    dataAt: t.expose("dataAt", {
      type: "DateTime",
      nullable: true,
      description: "The newest data behind it; null for none.",
    }),
    checkedAt: t.expose("checkedAt", { type: "DateTime", nullable: true, description: "When it was last looked at." }),
    rule: t.field({
      type: AlertRuleRef,
      nullable: true,
      complexity: 2,
      description: "The rule whose alerts count; null for a service's.",
      resolve: ({ workspaceId, ruleId }, _args, ctx) => (ruleId ? loadRow(ctx, alertRules, workspaceId, ruleId) : null),
    }),
    service: t.field({
      type: ServiceRef,
      nullable: true,
      complexity: 2,
      description: "The service whose alerts count; null for a rule's.",
      resolve: ({ workspaceId, serviceId }, _args, ctx) =>
        serviceId ? loadService(ctx, workspaceId, serviceId) : null,
    }),
    alert: t.field({
      type: AlertRef,
      nullable: true,
      complexity: 2,
      description: "The alert that breaches it.",
      resolve: ({ workspaceId, alertId }, _args, ctx) => (alertId ? loadRow(ctx, alerts, workspaceId, alertId) : null),
    }),
  }),
});

builder.node(FlagRolloutRef, {
  description: "A plan that widens a flag's rollout in one environment step by step.",
  id: { resolve: (rollout) => rollout.id },
  loadOne: loadOwnNode(flagRollouts),
  fields: (t) => ({
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Which flag.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => loadRow(ctx, flags, workspaceId, flagId),
    }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      complexity: 2,
      description: "Where.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) => loadEnvironment(ctx, workspaceId, environmentId),
    }),
    state: t.expose("state", { type: RolloutStateEnum, description: "Where it is." }),
    steps: t.exposeFloatList("steps", { description: "Percentages, each above the one before; 50 at most." }),
    step: t.exposeInt("step", { description: "How many steps were taken." }),
    intervalSeconds: t.exposeInt("intervalSeconds", {
      description: "Seconds between two steps, and of the watch after the last one.",
    }),
    window: t.expose("window", { type: WindowRef, nullable: true, description: "Its hours; null for any." }),
    nextAt: t.expose("nextAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When the next step is due, or the watch over the last one ends; null when it stands still or is over.",
    }),
    waitingFor: t.exposeString("waitingFor", {
      nullable: true,
      description: "Why a step that is due has not been taken; null when nothing holds it.",
    }),
    requireProof: t.exposeBoolean("requireProof", {
      description: "Whether a step waits until every guard has data.",
    }),
    reason: t.exposeString("reason", {
      nullable: true,
      description: "Why it was started, stands still or is over, in words.",
    }),
    alert: t.field({
      type: AlertRef,
      nullable: true,
      complexity: 2,
      description: "The alert that stopped it.",
      resolve: ({ workspaceId, alertId }, _args, ctx) => (alertId ? loadRow(ctx, alerts, workspaceId, alertId) : null),
    }),
    startedBy: t.exposeString("startedBy", { description: "Who started it, as it was called then." }),
    startedByUser: t.field({
      type: UserRef,
      nullable: true,
      complexity: 2,
      description: "The person who started it; null for a key, and for somebody who left.",
      resolve: ({ workspaceId, startedByUserId }, _args, ctx) =>
        startedByUserId ? loadPerson(ctx, workspaceId, startedByUserId) : null,
    }),
    lastStepAt: t.expose("lastStepAt", {
      type: "DateTime",
      nullable: true,
      description: "When the last step was taken.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was started." }),
    endedAt: t.expose("endedAt", { type: "DateTime", nullable: true, description: "When it ended." }),
    guards: t.connection({
      type: FlagGuardRef,
      description: "What may stop it, with the evidence.",
      resolve: (rollout, page, ctx) => listGuards(ctx, rollout, page),
    }),
  }),
});

builder.objectFields(FlagRef, (t) => ({
  rollouts: t.connection({
    type: FlagRolloutRef,
    description: "Its plans, the newest first.",
    resolve: (flag, page, ctx) => listFlagRollouts(ctx, flag, page),
  }),
}));

builder.objectFields(FlagConfigurationRef, (t) => ({
  plan: t.field({
    type: FlagRolloutRef,
    nullable: true,
    complexity: 2,
    description: "The plan that goes on or stands still here; null without one.",
    resolve: (configuration, _args, ctx) => findOpenRollout(ctx, configuration),
  }),
}));

builder.objectFields(WorkspaceRef, (t) => ({
  flagRollouts: t.connection({
    type: FlagRolloutRef,
    description: "Plans of all flags, the newest first. Needs `flags:read`.",
    args: { states: t.arg({ type: [RolloutStateEnum], description: "Only those in one of these states." }) },
    resolve: (workspace, { states, ...page }, ctx) => listRollouts(ctx, workspace.id, page, states),
  }),
}));
