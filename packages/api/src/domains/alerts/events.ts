import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const severity = z.enum(["critical", "error", "warning", "info"]);

const alert = z.object({
  /** Null when another system or another domain raised it. */
  ruleId: z.uuid().nullable(),
  rule: z.string(),
  source: z.string(),
  title: z.string(),
  fingerprint: z.string(),
  severity,
  count: z.number(),
  reason: z.string(),
  labels: z.record(z.string(), z.string()),
  episode: z.number(),
});
const alertEvent = { subject: "alert" } as const;

export const alertOpened = defineEvent({
  type: "alert.opened",
  ...alertEvent,
  description: "A condition holds, or another system says so: an alert opened, or reopened within its flap window.",
  data: alert.extend({ reopened: z.boolean(), silenced: z.boolean(), inhibited: z.boolean() }),
});

export const alertUpdated = defineEvent({
  type: "alert.updated",
  ...alertEvent,
  description: "An open alert counted more. At most once a minute for each alert.",
  data: alert,
});

export const alertAcknowledged = defineEvent({
  type: "alert.acknowledged",
  ...alertEvent,
  description: "Somebody takes care of an alert; it escalates no further.",
  data: alert.extend({ by: z.string(), comment: z.string() }),
});

export const alertSilenced = defineEvent({
  type: "alert.silenced",
  ...alertEvent,
  description: "An open alert is kept quiet, by a silence or by another alert. It is counted all the same.",
  data: alert.extend({ because: z.string(), until: z.string().nullable(), silenceId: z.uuid().nullable() }),
});

export const alertUnsilenced = defineEvent({
  type: "alert.unsilenced",
  ...alertEvent,
  description: "What kept an alert quiet has ended while it is still open: it takes its routes now.",
  data: alert.extend({ because: z.string() }),
});

export const alertEscalated = defineEvent({
  type: "alert.escalated",
  ...alertEvent,
  description: "Nobody had acknowledged an alert in time: the next step of its escalation policy was taken.",
  data: alert.extend({
    policy: z.string(),
    step: z.number(),
    told: z.array(z.string()),
    /** Targets that could not be told, with the reason. */
    missed: z.array(z.string()),
  }),
});

export const alertResolved = defineEvent({
  type: "alert.resolved",
  ...alertEvent,
  description: "An alert is over: its condition holds no more, its source said so, or somebody resolved it.",
  data: alert.extend({ cause: z.string(), by: z.enum(["condition", "hand", "source"]) }),
});

const rule = z.object({ name: z.string(), version: z.number(), severity });
const ruleEvent = { subject: "alert_rule", data: rule } as const;

export const alertRuleCreated = defineEvent({
  type: "alert_rule.created",
  ...ruleEvent,
  description: "Somebody made a rule.",
});

export const alertRuleUpdated = defineEvent({
  type: "alert_rule.updated",
  ...ruleEvent,
  description: "Somebody changed a rule; what it says got a new version.",
});

export const alertRuleEnabled = defineEvent({
  type: "alert_rule.enabled",
  ...ruleEvent,
  description: "Somebody switched a rule on. What happened before counts for nothing.",
});

export const alertRuleDisabled = defineEvent({
  type: "alert_rule.disabled",
  ...ruleEvent,
  description: "Somebody switched a rule off; its open alerts were resolved.",
});

export const alertRuleDeleted = defineEvent({
  type: "alert_rule.deleted",
  ...ruleEvent,
  description: "Somebody deleted a rule; its alerts stay in history.",
});

export const alertRuleFailing = defineEvent({
  type: "alert_rule.failing",
  subject: "alert_rule",
  description: "A rule could not be evaluated, the first time since it last worked.",
  data: rule.extend({ reason: z.string() }),
});

const silence = z.object({
  matchers: z.array(z.object({ label: z.string(), op: z.string(), value: z.string() })),
  comment: z.string(),
  endsAt: z.string(),
});

export const alertSilenceCreated = defineEvent({
  type: "alert_silence.created",
  subject: "alert_silence",
  description: "Somebody keeps alerts quiet for a time.",
  data: silence,
});

export const alertSilenceEnded = defineEvent({
  type: "alert_silence.ended",
  subject: "alert_silence",
  description: "Somebody ended a silence before its time.",
  data: silence,
});

const named = z.object({ name: z.string() });
const routeEvent = { subject: "alert_route", data: named } as const;

export const alertRouteCreated = defineEvent({
  type: "alert_route.created",
  ...routeEvent,
  description: "Somebody made a route for alerts.",
});

export const alertRouteUpdated = defineEvent({
  type: "alert_route.updated",
  ...routeEvent,
  description: "Somebody changed a route for alerts.",
});

export const alertRouteDeleted = defineEvent({
  type: "alert_route.deleted",
  ...routeEvent,
  description: "Somebody deleted a route for alerts.",
});

const policyEvent = { subject: "escalation_policy", data: named } as const;

export const escalationPolicyCreated = defineEvent({
  type: "escalation_policy.created",
  ...policyEvent,
  description: "Somebody made an escalation policy.",
});

export const escalationPolicyUpdated = defineEvent({
  type: "escalation_policy.updated",
  ...policyEvent,
  description: "Somebody changed an escalation policy.",
});

export const escalationPolicyDeleted = defineEvent({
  type: "escalation_policy.deleted",
  ...policyEvent,
  description: "Somebody deleted an escalation policy.",
});

const scheduleEvent = { subject: "on_call_schedule" } as const;

export const onCallScheduleCreated = defineEvent({
  type: "on_call_schedule.created",
  ...scheduleEvent,
  description: "Somebody made an on-call schedule.",
  data: named,
});

export const onCallScheduleUpdated = defineEvent({
  type: "on_call_schedule.updated",
  ...scheduleEvent,
  description: "Somebody changed an on-call schedule.",
  data: named,
});

export const onCallScheduleDeleted = defineEvent({
  type: "on_call_schedule.deleted",
  ...scheduleEvent,
  description: "Somebody deleted an on-call schedule.",
  data: named,
});

const override = named.extend({ person: z.string(), startsAt: z.string(), endsAt: z.string() });

export const onCallOverrideAdded = defineEvent({
  type: "on_call_schedule.override_added",
  ...scheduleEvent,
  description: "Somebody takes over on call for a while.",
  data: override,
});

export const onCallOverrideRemoved = defineEvent({
  type: "on_call_schedule.override_removed",
  ...scheduleEvent,
  description: "An override of an on-call schedule was removed.",
  data: override,
});
