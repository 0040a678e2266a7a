import type { EvidenceChange } from "../state-of.ts";
import type { RegistrationReport } from "./bring-in-order.ts";

/** What reading the webhooks back proved: all there, or which are not and why. */
export function webhookEvidence(
  now: Date,
  providerName: string,
  reports: readonly Pick<RegistrationReport, "target" | "state" | "evidence" | "error">[],
): EvidenceChange {
  if (reports.length === 0) return {};
  const at = now.toISOString();
  const failed = reports.filter((report) => report.state !== "registered");
  const good = reports.length - failed.length;
  const text = `${providerName} read back ${good} of ${reports.length} webhook${reports.length === 1 ? "" : "s"} that point here`;
  const first = failed[0];
  const change: EvidenceChange = { webhook_registered: good > 0 ? { at, text } : null };
  if (!first) return { ...change, degraded: null };
  const nextStep = first.error?.nextStep ?? "Give access to webhooks there, then check the integration again.";
  const reason = first.target ? `${first.target}: ${first.evidence}` : first.evidence;
  return { ...change, degraded: { at, text, reason, nextStep } };
}
