import type { AlertLabels, signals } from "@plumbline/db/schema";
import type { Alert } from "./alert-ref.ts";

type Signal = typeof signals.$inferSelect;

/** What another system's signal does to an alert of ours. */
export type InboundDeed = "fire" | "acknowledge" | "resolve";

/** By signal type. Alertmanager and the signed webhook speak of alerts, PagerDuty of incidents. */
export const inboundDeeds: Readonly<Record<string, InboundDeed>> = {
  "alert.firing": "fire",
  "alert.resolved": "resolve",
  "incident.triggered": "fire",
  "incident.reopened": "fire",
  "incident.acknowledged": "acknowledge",
  "incident.resolved": "resolve",
};

/** An alert as another system tells of it. */
export interface InboundAlert {
  deed: InboundDeed;
  source: string;
  fingerprint: string;
  /** Our own alert, which the other system only echoes: its incident was opened by our message. */
  echoOf: string | null;
  title: string;
  reason: string;
  labels: AlertLabels;
  severity: Alert["severity"];
  url: string | null;
  tenantId: string | null;
  actor: string | null;
}

/** Labels of another system at most; more would make an alert unreadable. */
const mostLabels = 30;

/** What a signal says of an alert. The same alert is known by the integration and what its source calls it. */
export function readInbound(signal: Signal): InboundAlert {
  const { data, integrationId, provider, type, title, subject, url, tenantId, actor } = signal;
  const own = textOf(data.fingerprint) ?? textOf(data.incidentId) ?? textOf(data.dedupKey) ?? subject;
  const given = textsOf(data.labels);
  const service = textOf(data.service);
  return {
    deed: inboundDeeds[type] ?? "fire",
    source: provider,
    fingerprint: `${integrationId}:${own}`.slice(0, 300),
    echoOf: textOf(data.dedupKey)?.match(/alert:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/)?.[1] ?? null,
    title,
    reason: `${provider} says: ${title}`,
    labels: { subject, ...(service ? { service } : {}), ...given },
    severity: severityOf(textOf(data.severity) ?? given.severity ?? textOf(data.priority) ?? textOf(data.urgency)),
    url,
    tenantId,
    actor,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textsOf(value: unknown): AlertLabels {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return {};
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts.slice(0, mostLabels).map(([name, text]) => [name.slice(0, 100), text.slice(0, 300)]));
}

/** What other systems call severities. What is unknown is a warning: neither the night's call nor a footnote. */
function severityOf(said: string | undefined): Alert["severity"] {
  switch (said?.toLowerCase()) {
    case "critical":
    case "page":
    case "emergency":
    case "fatal":
    case "p1":
    case "sev1":
      return "critical";
    case "error":
    case "high":
    case "major":
    case "p2":
    case "sev2":
      return "error";
    case "info":
    case "low":
    case "none":
    case "p5":
      return "info";
    default:
      return "warning";
  }
}
