import { html, nothing, type TemplateResult } from "lit";
import { durationWords } from "../../parts/duration-words.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import type { AlertRowFragment } from "./alerts.gen.ts";

/** The mark of a severity: the shape says how bad it is. */
export function severityMark(severity: AlertRowFragment["severity"]): MarkState {
  return ({ CRITICAL: "broken", ERROR: "broken", WARNING: "degraded", INFO: "maintenance" } as const)[severity];
}

/** A severity in a word. */
export function severityWord(severity: AlertRowFragment["severity"]): string {
  return ({ CRITICAL: "Critical", ERROR: "Error", WARNING: "Warning", INFO: "Info" } as const)[severity];
}

/** How an alert stands, in a word with its mark. */
export function alertState(alert: AlertRowFragment): TemplateResult {
  if (alert.state === "RESOLVED") return stateWord("proven", "Resolved");
  if (alert.silencedUntil) return stateWord("stale", "Silenced");
  if (alert.inhibitReason) return stateWord("stale", "Kept quiet");
  if (alert.state === "ACKNOWLEDGED") return stateWord("maintenance", "Acknowledged");
  return stateWord(severityMark(alert.severity), "Open");
}

/** What an alert is told apart by, as tags. */
export function labelTags({ labels }: Pick<AlertRowFragment, "labels">): TemplateResult | typeof nothing {
  if (labels.length === 0) return nothing;
  return html`<span class="tags">${labels.map(({ label, value }) => html`<span class="tag">${label}: ${value || "none"}</span>`)}</span>`;
}

/** One line that says who has it, or what keeps it quiet, or why it is over. */
export function standing(alert: AlertRowFragment): string | undefined {
  if (alert.state === "RESOLVED") return alert.resolveCause ?? undefined;
  if (alert.inhibitReason) return alert.inhibitReason;
  if (alert.state === "ACKNOWLEDGED") {
    const comment = alert.acknowledgeComment ? `: “${alert.acknowledgeComment}”` : "";
    return `${alert.acknowledgedBy} takes care of it${comment}`;
  }
  if (!alert.escalateAt) return undefined;
  const left = Date.parse(alert.escalateAt) - Date.now();
  return left > 0
    ? `The next step of its policy is taken in ${durationWords(left)}`
    : "The next step of its policy is due";
}
