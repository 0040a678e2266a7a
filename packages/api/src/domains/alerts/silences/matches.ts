import type { AlertMatcher } from "@plumbline/db/schema";
import type { Alert } from "../alert/alert-ref.ts";

type Matchable = Pick<Alert, "labels" | "title" | "ruleId" | "severity" | "tenantId" | "source">;

/** Whether all matchers hold for an alert. A label that it lacks is the empty text. */
export function matchesAlert(matchers: readonly AlertMatcher[], alert: Matchable): boolean {
  return matchers.every(({ label, op, value }) => {
    const text = labelOf(alert, label);
    if (op === "eq") return text === value;
    if (op === "ne") return text !== value;
    return globMatches(value, text);
  });
}

function labelOf(alert: Matchable, label: string): string {
  switch (label) {
    case "rule":
      return alert.title;
    case "ruleId":
      return alert.ruleId ?? "";
    case "severity":
      return alert.severity;
    case "tenantId":
      return alert.tenantId ?? "";
    case "source":
      return alert.source;
    default:
      return alert.labels[label] ?? "";
  }
}

/** `*` stands for anything. Without regular expressions: a member's pattern must not be able to take a second. */
export function globMatches(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const first = parts.shift() ?? "";
  if (parts.length === 0) return text === first;
  const last = parts.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let place = first.length;
  const end = text.length - last.length;
  for (const part of parts) {
    const found = text.indexOf(part, place);
    if (found < 0 || found + part.length > end) return false;
    place = found + part.length;
  }
  return true;
}
