import type { NotificationMessage } from "../../notifications/index.ts";
import { type Alert, alertPlace } from "../alert/alert-ref.ts";

/** The id of the button by which a message's reader takes care of an alert. */
export const acknowledgeAction = "alert.acknowledge";

/** What all messages about one alert share: a thread, a conversation, an incident at PagerDuty. */
export function alertGroupKey({ id }: Pick<Alert, "id">): string {
  return `alert:${id}`;
}

/** What a message says of an alert, as it is now. */
export function alertMessage(alert: Alert): NotificationMessage {
  const { id, title, reason, groupReason, severity, state, labels, count, resolveCause } = alert;
  const fields = Object.entries(labels).map(([label, value]) => ({ label, value: value || "none" }));
  const base = { place: alertPlace(id), fields, quotes: [], ...(count > 1 ? { count } : {}) };
  if (state === "resolved") {
    const cause = resolveCause ?? "";
    return {
      ...base,
      title: `Resolved: ${title}`,
      body: [cause, reason],
      severity: "ok",
      actions: [],
      resolved: { cause },
    };
  }
  if (state === "acknowledged") {
    const comment = alert.acknowledgeComment ? ` “${alert.acknowledgeComment}”` : "";
    const taken = `${alert.acknowledgedBy} takes care of it.${comment}`;
    return { ...base, title, body: [taken, reason, groupReason], severity, actions: [] };
  }
  return {
    ...base,
    title: alert.episode > 1 ? `Again: ${title}` : title,
    body: [reason, groupReason],
    severity,
    actions: [{ id: acknowledgeAction, label: "Acknowledge", style: "primary", value: id }],
  };
}
