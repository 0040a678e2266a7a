import type { Claim } from "../../../service/define-claims.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { rulePlace } from "./rule-ref.ts";

/** What a rule promises: that it watches. An evaluation over something real is its proof; one that fails breaks it. */
export function ruleClaim(rule: AlertRule): Claim {
  const { id, name, evaluatedAt, evaluatedWhat, failedReason, failingSince, enabled, kind, tenantId } = rule;
  const base = {
    id: `alert_rule:${id}:evaluates`,
    title: `“${name}” is evaluated`,
    proof: evaluatedAt && { what: evaluatedWhat ?? "Evaluated", when: evaluatedAt, from: "the evaluator" },
    subject: { type: "alert_rule", id },
    tenantId,
  };
  const href = rulePlace(id);
  if (failingSince) {
    const nextStep = { label: "Look at what it watches", href };
    return { ...base, state: "broken", reason: failedReason, since: failingSince, nextStep };
  }
  if (!enabled) {
    const reason = "It is switched off, so nothing is watched.";
    return { ...base, state: "claimed", reason, nextStep: { label: "Enable it", href } };
  }
  if (!evaluatedAt) {
    const reason =
      kind === "event"
        ? "None of the events that it looks at has happened since it is on."
        : "Nothing was measured for it yet.";
    return { ...base, state: "claimed", reason, nextStep: { label: "See its dry run", href } };
  }
  return { ...base, state: "proven", reason: null, nextStep: null };
}
