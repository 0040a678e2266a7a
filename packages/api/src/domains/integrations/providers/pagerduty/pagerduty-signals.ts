import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readMoment, readPath, readText } from "../../provider/read-path.ts";

/** What happens to an incident, in PagerDuty's names of webhook event and log entry, and in ours. */
interface Deed {
  event: string;
  /** Null where the log has no entry that means the same. */
  logEntry: string | null;
  type: string;
  words: string;
}

const deeds: readonly Deed[] = [
  { event: "incident.triggered", logEntry: "trigger_log_entry", type: "incident.triggered", words: "Triggered" },
  {
    event: "incident.acknowledged",
    logEntry: "acknowledge_log_entry",
    type: "incident.acknowledged",
    words: "Acknowledged",
  },
  {
    event: "incident.unacknowledged",
    logEntry: "unacknowledge_log_entry",
    type: "incident.unacknowledged",
    words: "No longer acknowledged",
  },
  { event: "incident.escalated", logEntry: "escalate_log_entry", type: "incident.escalated", words: "Escalated" },
  { event: "incident.resolved", logEntry: "resolve_log_entry", type: "incident.resolved", words: "Resolved" },
  { event: "incident.reopened", logEntry: null, type: "incident.reopened", words: "Reopened" },
  { event: "incident.reassigned", logEntry: null, type: "incident.reassigned", words: "Reassigned" },
  { event: "incident.priority_updated", logEntry: null, type: "incident.priority_changed", words: "Priority changed" },
  { event: "incident.annotated", logEntry: null, type: "incident.annotated", words: "Note added" },
];

/** What PagerDuty is asked to tell of. https://developer.pagerduty.com/docs/webhooks-overview#event-types */
export const pagerdutyEvents = deeds.map(({ event }) => event);

interface Fact {
  incident: string;
  title: string;
  at: Date;
  url: string | undefined;
  actor: string | undefined;
  data: Record<string, unknown>;
}

/**
 * An incident is triggered once. Everything else may happen again, so the second of its happening is part of its name.
 * ‡ That a log entry's `created_at` is the webhook's `occurred_at` to the second is not written anywhere.
 */
function signal({ type, words }: Deed, fact: Fact): NormalisedSignal {
  const again = type === "incident.triggered" ? "" : `:${Math.floor(fact.at.getTime() / 1000)}`;
  const { incident, title, at, url, actor, data } = fact;
  return {
    type,
    key: `${type}:${incident}${again}`,
    occurredAt: at,
    title: type === "incident.triggered" ? title : `${words}: ${title}`,
    subject: incident,
    url,
    actor,
    data: { incidentId: incident, ...data },
  };
}

/** The fact in a v3 webhook. */
export function pagerdutySignals({ payload, receivedAt, deliveryId }: ParsedDelivery): NormalisedSignal[] {
  const event = readPath(payload, "event");
  const name = readText(event, "event_type");
  const at = readMoment(event, "occurred_at") ?? receivedAt;
  if (name === "pagey.ping") {
    const key = `webhook.pinged:${readText(event, "id") ?? deliveryId}`;
    const title = readText(event, "data.message") ?? "PagerDuty sent a ping";
    return [{ type: "webhook.pinged", key, occurredAt: at, title, subject: "webhook" }];
  }
  const deed = deeds.find((one) => one.event === name);
  // A note's data is the note; the incident stands in it.
  const within =
    readPath(event, "data.type") === "incident" ? readPath(event, "data") : readPath(event, "data.incident");
  const incident = readText(within, "id");
  if (!deed || !incident) return [];
  return [
    signal(deed, {
      incident,
      title: readText(within, "title") ?? readText(within, "summary") ?? incident,
      at,
      url: readText(within, "html_url"),
      actor: readText(event, "agent.summary"),
      data: {
        number: readPath(within, "number"),
        status: readText(within, "status"),
        urgency: readText(within, "urgency"),
        priority: readText(within, "priority.summary"),
        serviceId: readText(within, "service.id"),
        service: readText(within, "service.summary"),
        dedupKey: readText(within, "incident_key"),
      },
    }),
  ];
}

/** The fact in an entry of the log, which knows less than a webhook. */
export function logEntrySignals(entry: unknown, at: Date): NormalisedSignal[] {
  const type = readText(entry, "type")?.replace(/_reference$/, "");
  const deed = deeds.find((one) => one.logEntry === type);
  const incident = readText(entry, "incident.id");
  if (!deed || !incident) return [];
  return [
    signal(deed, {
      incident,
      // “[#1234] The server is on fire.”
      title:
        readText(entry, "incident.title") ?? readText(entry, "incident.summary")?.replace(/^\[#\d+\] /, "") ?? incident,
      at,
      url: readText(entry, "incident.html_url"),
      actor: readText(entry, "agent.summary"),
      data: {
        number: readPath(entry, "incident.incident_number"),
        status: readText(entry, "incident.status"),
        urgency: readText(entry, "incident.urgency"),
        priority: readText(entry, "incident.priority.summary"),
        serviceId: readText(entry, "service.id"),
        service: readText(entry, "service.summary"),
        dedupKey: readText(entry, "incident.incident_key"),
      },
    }),
  ];
}
