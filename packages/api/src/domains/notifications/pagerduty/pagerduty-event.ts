import { createHash } from "node:crypto";
import type { ChannelDelivery } from "../channel-kind.ts";
import { clip } from "../notification-message.ts";

export type EventAction = "trigger" | "acknowledge" | "resolve";

/** Longest `dedup_key` and `summary` that PagerDuty takes, in characters. */
const longestKey = 255;
const longestSummary = 1024;

const severities = { critical: "critical", error: "error", warning: "warning", info: "info", ok: "info" } as const;

/** One event for `/v2/enqueue`. https://developer.pagerduty.com/docs/send-alert-event */
export function pagerDutyEvent(delivery: ChannelDelivery, action: EventAction) {
  const { settings, message, notification, placeUrl, workspaceName } = delivery;
  const cause = message.resolved?.cause;
  const summary = cause ? `${message.title}. Resolved: ${cause}` : message.title;
  return {
    routing_key: settings.routingKey ?? "",
    event_action: action,
    dedup_key: dedupKey(notification.groupKey),
    client: `Plumbline, ${workspaceName}`,
    client_url: placeUrl,
    links: [{ href: placeUrl, text: "Look at it in Plumbline" }],
    // PagerDuty asks for a payload with trigger only; with the others it is kept in the alert's log.
    payload: {
      summary: clip(summary, longestSummary),
      source:
        message.fields.find(({ label }) => label.toLowerCase() === "service")?.value ?? workspaceName ?? "Plumbline",
      severity: severities[message.severity],
      timestamp: notification.createdAt.toISOString(),
      class: notification.subjectType,
      custom_details: detailsOf(delivery),
    },
  };
}

/** All events of one group are one incident. A key that is too long is told apart by its hash. */
export function dedupKey(groupKey: string): string {
  return groupKey.length <= longestKey
    ? groupKey
    : `${groupKey.slice(0, 190)}/${createHash("sha256").update(groupKey).digest("hex").slice(0, 64)}`;
}

function detailsOf({ message, notification }: ChannelDelivery): Record<string, string | number> {
  const { body, fields, quotes, acknowledged, resolved, count } = message;
  return {
    ...(resolved ? { cause: resolved.cause } : {}),
    ...(acknowledged ? { acknowledged_by: acknowledged.by } : {}),
    ...(body.length > 0 ? { details: body.join("\n\n") } : {}),
    ...Object.fromEntries(fields.map(({ label, value }) => [label, value])),
    ...Object.fromEntries(quotes.map(({ label, text }) => [label, text])),
    ...(count ? { count } : {}),
    ...(notification.mergedCount > 0 ? { merged: notification.mergedCount } : {}),
  };
}
