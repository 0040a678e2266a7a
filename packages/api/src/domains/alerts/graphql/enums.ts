import type { OnCallLayer } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import type { Alert } from "../alert/alert-ref.ts";
import type { ConditionKind } from "../condition/condition.ts";

export const AlertSeverityEnum = builder.enumType("AlertSeverity", {
  description: "How bad it is.",
  values: {
    CRITICAL: {
      value: "critical" as Alert["severity"],
      description: "Somebody must act now; waits for no quiet hours.",
    },
    ERROR: { value: "error" as Alert["severity"], description: "Something is broken." },
    WARNING: { value: "warning" as Alert["severity"], description: "Something is about to break." },
    INFO: { value: "info" as Alert["severity"], description: "Worth knowing." },
  },
});

export const AlertStateEnum = builder.enumType("AlertState", {
  description: "Where an alert is in its life.",
  values: {
    OPEN: { value: "open" as Alert["state"], description: "Nobody takes care of it yet." },
    ACKNOWLEDGED: { value: "acknowledged" as Alert["state"], description: "Somebody takes care of it." },
    RESOLVED: { value: "resolved" as Alert["state"], description: "It is over." },
  },
});

export const ResolvedByEnum = builder.enumType("AlertResolvedBy", {
  description: "What ended an alert.",
  values: {
    CONDITION: { value: "condition" as const, description: "Its condition holds no more." },
    HAND: { value: "hand" as const, description: "A member, or a change of its rule." },
    SOURCE: { value: "source" as const, description: "The system that raised it." },
  },
});

export const ConditionKindEnum = builder.enumType("AlertConditionKind", {
  description: "What a rule watches.",
  values: {
    EVENT: { value: "event" as ConditionKind, description: "Enough matching events within a span." },
    ABSENCE: { value: "absence" as ConditionKind, description: "No matching event for too long." },
    THRESHOLD: { value: "threshold" as ConditionKind, description: "A measured value beyond a limit." },
    RATE: { value: "rate" as ConditionKind, description: "A measured value that grows or falls too fast." },
    CHANGE: { value: "change" as ConditionKind, description: "A window that differs too much from the one before." },
  },
});

export const MatcherOpEnum = builder.enumType("AlertMatcherOp", {
  description: "How a label is compared.",
  values: {
    EQ: { value: "eq" as const, description: "Is this text." },
    NE: { value: "ne" as const, description: "Is another text." },
    MATCHES: { value: "matches" as const, description: "Is like this text, in which `*` stands for anything." },
  },
});

export const TargetKindEnum = builder.enumType("EscalationTargetKind", {
  description: "Who or what is told.",
  values: {
    CHANNEL: { value: "channel" as const, description: "A channel." },
    MEMBER: { value: "member" as const, description: "A person, by the ways that the person chose." },
    SCHEDULE: { value: "schedule" as const, description: "Whoever is on call in a schedule at that moment." },
  },
});

export const TurnUnitEnum = builder.enumType("OnCallTurnUnit", {
  description: "What a turn is counted in.",
  values: {
    HOURS: { value: "hours" as OnCallLayer["turn"]["unit"], description: "Hours as they pass." },
    DAYS: { value: "days" as OnCallLayer["turn"]["unit"], description: "Days of the schedule's calendar." },
    WEEKS: { value: "weeks" as OnCallLayer["turn"]["unit"], description: "Weeks of the schedule's calendar." },
  },
});
