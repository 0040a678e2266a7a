import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { LogUsage } from "../limits/log-usage.ts";
import { type BuiltInRedaction, showLogSettings } from "../limits/show-log-settings.ts";
import { updateLogLimits } from "../limits/update-log-limits.ts";
import { builtInRules } from "../redaction/built-in-rules.ts";
import { switchLogRedaction } from "../redaction/switch-log-redaction.ts";
import { updateLogRetention } from "../retention/update-log-retention.ts";
import { LogSettingsRef } from "./log-upkeep-refs.ts";

const BuiltInRuleEnum = builder.enumType("LogRedactionName", {
  description: "A redaction rule that every workspace has.",
  values: Object.fromEntries(
    builtInRules.map((rule) => [rule.toUpperCase(), { value: rule, description: descriptionOf(rule) }]),
  ) as Record<string, { value: (typeof builtInRules)[number]; description: string }>,
});

function descriptionOf(rule: (typeof builtInRules)[number]): string {
  if (rule === "email") return "Email addresses.";
  if (rule === "card") return "Payment card numbers: 13 to 19 digits whose check digit is right.";
  return "Tokens and keys by the marks that their makers gave them, and attributes whose name says that they are secret.";
}

const UsageRef = builder.objectRef<LogUsage>("LogUsage").implement({
  description: "What the workspace sent on one UTC day.",
  fields: (t) => ({
    day: t.exposeString("day", { description: "The day, `2026-11-21`." }),
    entries: t.exposeFloat("entries", { description: "Entries stored." }),
    bytes: t.exposeFloat("bytes", { description: "Bytes taken, uncompressed. They count against the day's limit." }),
    rejected: t.exposeFloat("rejected", { description: "Entries that could not be taken, of batches that were." }),
  }),
});

const BuiltInRef = builder.objectRef<BuiltInRedaction>("LogBuiltInRedaction").implement({
  description: "A built-in redaction rule and what it did.",
  fields: (t) => ({
    rule: t.expose("rule", { type: BuiltInRuleEnum, description: "Which." }),
    enabled: t.exposeBoolean("enabled", { description: "Whether it holds for entries that come now." }),
    replaced: t.exposeFloat("replaced", { description: "Passages replaced in the last 30 days (UTC)." }),
  }),
});

LogSettingsRef.implement({
  description: "How long a workspace's log entries are kept, how many it may send, and what is redacted.",
  fields: (t) => ({
    errorDays: t.int({ description: "Days that ERROR and FATAL are kept.", resolve: (s) => s.retention.error }),
    warnDays: t.int({ description: "Days that WARN is kept.", resolve: (s) => s.retention.warn }),
    infoDays: t.int({ description: "Days that INFO is kept.", resolve: (s) => s.retention.info }),
    debugDays: t.int({ description: "Days that DEBUG and TRACE are kept.", resolve: (s) => s.retention.debug }),
    entriesPerSecond: t.exposeInt("entriesPerSecond", {
      description: "Entries taken a second, ten times that at once.",
    }),
    bytesPerDay: t.exposeFloat("bytesPerDay", { description: "Bytes taken in a UTC day, uncompressed." }),
    mostEntriesPerSecond: t.exposeInt("mostEntriesPerSecond", { description: "What the server allows." }),
    mostBytesPerDay: t.exposeFloat("mostBytesPerDay", { description: "What the server allows." }),
    usage: t.expose("usage", {
      type: UsageRef,
      description: "What was sent today (UTC), by all processes as of a second ago.",
    }),
    redaction: t.expose("redaction", { type: [BuiltInRef], description: "The three built-in rules." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  logSettings: t.field({
    type: LogSettingsRef,
    description: "How logs are kept, limited and redacted, with today's usage. Needs `logs:read`.",
    resolve: (workspace, _, ctx) => showLogSettings(ctx, workspace.id),
  }),
}));

const daysOf = (levels: string) =>
  `Days for ${levels}: 1, 3, 7, 14, 30, 60, 90, 180 or 365. Null: the default. Left out: it stays.`;

const RetentionInput = builder.inputType("UpdateLogRetentionInput", {
  description: "How long entries are kept.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    errorDays: t.int({ description: daysOf("ERROR and FATAL") }),
    warnDays: t.int({ description: daysOf("WARN") }),
    infoDays: t.int({ description: daysOf("INFO") }),
    debugDays: t.int({ description: daysOf("DEBUG and TRACE") }),
  }),
});

const LimitsInput = builder.inputType("UpdateLogLimitsInput", {
  description: "How much the workspace takes.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    entriesPerSecond: t.int({ description: "Entries a second. Null: what the server allows." }),
    bytesPerDay: t.float({ description: "Bytes in a UTC day, at least a million. Null: what the server allows." }),
  }),
});

const SwitchInput = builder.inputType("SwitchLogRedactionInput", {
  description: "A built-in rule and whether it holds.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    rule: t.field({ type: BuiltInRuleEnum, required: true, description: "Which." }),
    enabled: t.boolean({ required: true, description: "Whether it holds from now on." }),
  }),
});

builder.mutationFields((t) => ({
  updateLogRetention: t.field({
    type: LogSettingsRef,
    description: "Sets how long entries are kept; a shorter limit holds for stored ones too. Needs `logs:settings`.",
    args: { input: t.arg({ type: RetentionInput, required: true, description: "The days." }) },
    errors: refusals("UpdateLogRetention", "settings"),
    resolve: (_, { input }, ctx) => updateLogRetention(ctx, uuids(input)),
  }),
  updateLogLimits: t.field({
    type: LogSettingsRef,
    description: "Sets how much the workspace takes; never more than the server allows. Needs `logs:settings`.",
    args: { input: t.arg({ type: LimitsInput, required: true, description: "The limits." }) },
    errors: refusals("UpdateLogLimits", "settings"),
    resolve: (_, { input }, ctx) => updateLogLimits(ctx, uuids(input)),
  }),
  switchLogRedaction: t.field({
    type: LogSettingsRef,
    description: "Switches a built-in redaction rule on or off. Needs `logs:settings`.",
    args: { input: t.arg({ type: SwitchInput, required: true, description: "The rule." }) },
    errors: refusals("SwitchLogRedaction", "settings"),
    resolve: (_, { input }, ctx) => switchLogRedaction(ctx, uuids(input)),
  }),
}));
