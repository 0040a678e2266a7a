import type { alertRuleVersions, escalationPolicies } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import type { Alert } from "../alert/alert-ref.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import type { OnCallOverride } from "../on-call/add-on-call-override.ts";
import type { OnCallSchedule } from "../on-call/schedule-fields.ts";
import type { AlertRoute } from "../routes/routes-of.ts";
import type { AlertSilence } from "../silences/find-silence.ts";
import "../silences/silence-ref.ts";

registerIdPrefix("AlertRuleVersion", "alrulev");

/** The GraphQL types of this domain, apart from their fields: they know each other. */
export const AlertRef = builder.objectRef<Alert>("Alert");
export const AlertRuleRef = builder.objectRef<AlertRule>("AlertRule");
export const AlertRuleVersionRef = builder.objectRef<typeof alertRuleVersions.$inferSelect>("AlertRuleVersion");
export const AlertSilenceRef = builder.objectRef<AlertSilence>("AlertSilence");
export const AlertRouteRef = builder.objectRef<AlertRoute>("AlertRoute");
export const EscalationPolicyRef = builder.objectRef<typeof escalationPolicies.$inferSelect>("EscalationPolicy");
export const OnCallScheduleRef = builder.objectRef<OnCallSchedule>("OnCallSchedule");
export const OnCallOverrideRef = builder.objectRef<OnCallOverride>("OnCallOverride");
