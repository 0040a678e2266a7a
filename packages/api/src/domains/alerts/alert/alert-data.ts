import type { Alert } from "./alert-ref.ts";

/** What every event of an alert carries. */
export function alertData(alert: Alert) {
  const { ruleId, source, title, fingerprint, severity, count, reason, labels, episode } = alert;
  return { ruleId, rule: title, source, title, fingerprint, severity, count, reason, labels, episode };
}
