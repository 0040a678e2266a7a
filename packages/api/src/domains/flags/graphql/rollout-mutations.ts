import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { AlertRuleRef, AlertSeverityEnum } from "../../alerts/index.ts";
import { ChannelRef } from "../../notifications/index.ts";
import { EnvironmentRef, ServiceRef } from "../../tenants/index.ts";
import { abortRollout } from "../rollouts/abort-rollout.ts";
import { pauseRollout } from "../rollouts/pause-rollout.ts";
import { resumeRollout } from "../rollouts/resume-rollout.ts";
import { startRollout } from "../rollouts/start-rollout.ts";
import { FlagRef } from "./refs.ts";
import { FlagRolloutRef, GuardActionEnum } from "./rollout-type.ts";

const WindowInput = builder.inputType("FlagRolloutWindowInput", {
  description: "The hours in which a plan takes its steps.",
  fields: (t) => ({
    from: t.string({ required: true, description: "Local time, `09:00`." }),
    to: t.string({ required: true, description: "Local time; one before `from` lies on the next day." }),
    timeZone: t.string({ required: true, description: "`Europe/Berlin`." }),
    days: t.intList({ description: "Monday is 1. Default: every day." }),
  }),
});

const GuardInput = builder.inputType("FlagGuardInput", {
  description: "What stops a plan: exactly one of `ruleId`, `condition`, `serviceId`.",
  fields: (t) => ({
    name: t.string({ description: "What people call it. Default: the rule's or the service's name." }),
    ruleId: t.globalID({ for: AlertRuleRef, description: "An alert rule that is there." }),
    condition: t.field({
      type: "JSON",
      description:
        "A condition of an alert rule, over events or a series; docs/guides/alerts.md lists every field. A rule of its own is made for it, for as long as the plan goes. Needs `alert_rules:write`.",
    }),
    serviceId: t.globalID({ for: ServiceRef, description: "Alerts that name this service in a label." }),
    severity: t.field({ type: AlertSeverityEnum, description: "Alerts below it do not count. Default: all count." }),
    action: t.field({ type: GuardActionEnum, description: "What a breach does. Default `ROLLBACK`." }),
  }),
});

const StartInput = builder.inputType("StartRolloutInput", {
  description: "A plan that widens a flag step by step.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    steps: t.floatList({ required: true, description: "Percentages, each above the one before, `[10, 25, 50, 100]`." }),
    intervalSeconds: t.int({
      required: true,
      description: "Seconds between two steps, and of the watch after the last one; 60 at least.",
    }),
    startAt: t.field({ type: "DateTime", description: "When the first step is taken. Default: at once." }),
    window: t.field({ type: WindowInput, description: "Its hours. Default: any." }),
    guards: t.field({ type: [GuardInput], description: "What stops it; 10 at most." }),
    requireProof: t.boolean({
      description: "Whether a step waits until every guard has data; the first one does not. Default true.",
    }),
    channelIds: t.globalIDList({ for: ChannelRef, description: "Who is told when it stops; 10 at most." }),
    reason: t.string({ description: "Why." }),
  }),
});

const rolloutId = { for: FlagRolloutRef, required: true, description: "Which plan." } as const;

const PauseInput = builder.inputType("PauseRolloutInput", {
  description: "Which plan stands still, and why.",
  fields: (t) => ({
    rolloutId: t.globalID(rolloutId),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
  }),
});

const ResumeInput = builder.inputType("ResumeRolloutInput", {
  description: "Which plan goes on.",
  fields: (t) => ({ rolloutId: t.globalID(rolloutId), reason: t.string({ description: "Why." }) }),
});

const AbortInput = builder.inputType("AbortRolloutInput", {
  description: "Which plan ends, and why.",
  fields: (t) => ({
    rolloutId: t.globalID(rolloutId),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
    rollBack: t.boolean({ description: "Whether the flag does again what it did before. Default false: it stays." }),
  }),
});

builder.mutationFields((t) => ({
  startRollout: t.field({
    type: FlagRolloutRef,
    description: "Starts a plan; its first step is taken at once when it is due. Needs `flags:write`.",
    args: { input: t.arg({ type: StartInput, required: true, description: "The plan." }) },
    errors: refusals("StartRollout", "rollout"),
    resolve: (_, { input }, ctx) => startRollout(ctx, uuids(input)),
  }),
  pauseRollout: t.field({
    type: FlagRolloutRef,
    description: "Holds a plan where it is. Needs `flags:write`.",
    args: { input: t.arg({ type: PauseInput, required: true, description: "Which, and why." }) },
    errors: refusals("PauseRollout", "rollout"),
    resolve: (_, { input }, ctx) => pauseRollout(ctx, uuids(input)),
  }),
  resumeRollout: t.field({
    type: FlagRolloutRef,
    description:
      "Lets a paused plan go on from the share that the flag has now; the next step comes after a whole interval. Needs `flags:write`.",
    args: { input: t.arg({ type: ResumeInput, required: true, description: "Which." }) },
    errors: refusals("ResumeRollout", "rollout"),
    resolve: (_, { input }, ctx) => resumeRollout(ctx, uuids(input)),
  }),
  abortRollout: t.field({
    type: FlagRolloutRef,
    description: "Ends a plan before its last step. Needs `flags:write`.",
    args: { input: t.arg({ type: AbortInput, required: true, description: "Which, and why." }) },
    errors: refusals("AbortRollout", "rollout"),
    resolve: (_, { input }, ctx) => abortRollout(ctx, uuids(input)),
  }),
}));
