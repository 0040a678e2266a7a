import { alertRules, alertSilences, alerts } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { loadTenant, TenantRef } from "../../tenants/index.ts";
import { type AlertSample, listAlertSamples, listAlertTimeline } from "../alert/list-alerts.ts";
import { AlertSeverityEnum, AlertStateEnum, ResolvedByEnum } from "./enums.ts";
import { AlertRef, AlertRuleRef, AlertSilenceRef } from "./refs.ts";

const AlertSampleRef = builder.objectRef<AlertSample>("AlertSample").implement({
  description: "An event that shows what an alert is about.",
  fields: (t) => ({
    eventId: t.id({
      description: "The event's id; it may be asked for as a node.",
      resolve: ({ eventId }) => encodeGlobalId("Event", eventId),
    }),
    title: t.exposeString("title", { description: "What it is, in one line." }),
    at: t.expose("at", { type: "DateTime", description: "When it happened." }),
  }),
});

const AlertLabelRef = builder.objectRef<{ label: string; value: string }>("AlertLabel").implement({
  description: "What an alert is told apart by.",
  fields: (t) => ({
    label: t.exposeString("label", { description: "Its name." }),
    value: t.exposeString("value", { description: "Its value; empty where the events had none." }),
  }),
});

builder.node(AlertRef, {
  description: "A breach with its life cycle. Of one fingerprint at most one is open.",
  id: { resolve: (alert) => alert.id },
  loadOne: loadNode(alerts, "alerts:read"),
  fields: (t) => ({
    title: t.exposeString("title", { description: "The rule's name, or what the source calls it." }),
    reason: t.exposeString("reason", { description: "Why it opened, with the numbers." }),
    groupReason: t.exposeString("groupReason", { description: "Why what it counts is one alert." }),
    severity: t.expose("severity", { type: AlertSeverityEnum, description: "How bad it is." }),
    state: t.expose("state", { type: AlertStateEnum, description: "Where it is in its life." }),
    source: t.exposeString("source", { description: "`rule`, or who raised it: `alertmanager`, `pagerduty`." }),
    fingerprint: t.exposeString("fingerprint", { description: "Same fingerprint, same alert." }),
    labels: t.field({
      type: [AlertLabelRef],
      description: "What it is told apart by.",
      resolve: ({ labels }) => Object.entries(labels).map(([label, value]) => ({ label, value })),
    }),
    url: t.exposeString("url", { nullable: true, description: "Where a person can see it at its source." }),
    count: t.exposeFloat("count", {
      description: "Matching events since it opened, exactly; a whole number. For series: evaluations in breach.",
    }),
    episode: t.exposeInt("episode", { description: "1, and one more each time that it reopened soon after its end." }),
    ruleVersion: t.exposeInt("ruleVersion", { nullable: true, description: "The version of the rule that opened it." }),
    firstSeenAt: t.expose("firstSeenAt", { type: "DateTime", description: "The first matching event." }),
    lastSeenAt: t.expose("lastSeenAt", { type: "DateTime", description: "The newest matching event." }),
    openedAt: t.expose("openedAt", { type: "DateTime", description: "When it opened, or last reopened." }),
    acknowledgedAt: t.expose("acknowledgedAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody took care of it.",
    }),
    acknowledgedBy: t.exposeString("acknowledgedBy", { nullable: true, description: "Who takes care of it." }),
    acknowledgeComment: t.exposeString("acknowledgeComment", { nullable: true, description: "What that person said." }),
    resolvedAt: t.expose("resolvedAt", { type: "DateTime", nullable: true, description: "When it was over." }),
    resolvedBy: t.expose("resolvedBy", { type: ResolvedByEnum, nullable: true, description: "What ended it." }),
    resolveCause: t.exposeString("resolveCause", { nullable: true, description: "Why it is over." }),
    silencedUntil: t.expose("silencedUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when a silence keeps it quiet; null when none does.",
    }),
    inhibitReason: t.exposeString("inhibitReason", {
      nullable: true,
      description: "Why another alert keeps it quiet; null when none does.",
    }),
    escalateAt: t.expose("escalateAt", {
      type: "DateTime",
      nullable: true,
      description: "When the next step of its policy is taken unless somebody acknowledges it; null when none comes.",
    }),
    ...{
      rule: t.field({
        type: AlertRuleRef,
        nullable: true,
        complexity: 2,
        description: "The rule that opened it; null for what was raised from outside.",
        resolve: ({ workspaceId, ruleId }, _args, ctx) =>
          ruleId ? loadRow(ctx, alertRules, workspaceId, ruleId) : null,
      }),
      silence: t.field({
        type: AlertSilenceRef,
        nullable: true,
        complexity: 2,
        description: "The silence that keeps it quiet.",
        resolve: ({ workspaceId, silenceId }, _args, ctx) =>
          silenceId ? loadRow(ctx, alertSilences, workspaceId, silenceId) : null,
      }),
      inhibitedBy: t.field({
        type: AlertRef,
        nullable: true,
        complexity: 2,
        description: "The open alert that keeps it quiet.",
        resolve: ({ workspaceId, inhibitedBy }, _args, ctx) =>
          inhibitedBy ? loadRow(ctx, alerts, workspaceId, inhibitedBy) : null,
      }),
      tenant: t.field({
        type: TenantRef,
        nullable: true,
        complexity: 2,
        description: "Whose it is; null for the workspace's as a whole.",
        resolve: ({ workspaceId, tenantId }, _args, ctx) => (tenantId ? loadTenant(ctx, workspaceId, tenantId) : null),
      }),
      samples: t.field({
        type: [AlertSampleRef],
        complexity: 5,
        description: "Some of its first and of its newest events, the newest first; none 30 days after its end.",
        resolve: (alert, _args, ctx) => listAlertSamples(ctx, alert),
      }),
      timeline: t.connection({
        type: EventRef,
        description: "Everything that happened to it, the newest first.",
        resolve: (alert, page, ctx) => listAlertTimeline(ctx, alert, page),
      }),
    },
  }),
});
