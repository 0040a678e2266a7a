import type { NotificationMessage } from "@plumbline/db/schema";

export type { NotificationMessage } from "@plumbline/db/schema";

/** Severities, from the worst to the best. */
export const severities = ["critical", "error", "warning", "info", "ok"] as const;

export type Severity = (typeof severities)[number];

/**
 * A message as it is stored: what Postgres cannot hold is replaced and what is endless is cut. A message about a strange log line
 * must arrive, not fail for the line. Far sides have narrower limits; each kind cuts for its own.
 */
export function storableMessage(message: NotificationMessage): NotificationMessage {
  const { title, body, severity, place, fields, quotes, actions, acknowledged, resolved, count } = message;
  return {
    title: clip(title.replace(/\s+/g, " ").trim() || "Without a title", 500),
    body: body.slice(0, 20).map((paragraph) => clip(paragraph, 4000)),
    severity,
    place: clip(place, 1000),
    fields: fields.slice(0, 30).map(({ label, value }) => ({ label: clip(label, 100), value: clip(value, 2000) })),
    quotes: quotes
      .slice(0, 10)
      .map((quote) => ({ label: clip(quote.label, 200), text: clip(quote.text, 8000), kind: quote.kind })),
    actions: actions.slice(0, 5).map(({ id, label, style, value }) => ({
      id: clip(id, 100),
      label: clip(label, 75),
      ...(style ? { style } : {}),
      value: clip(value, 1000),
    })),
    ...(acknowledged ? { acknowledged: { by: clip(acknowledged.by, 200) } } : {}),
    ...(resolved ? { resolved: { cause: clip(resolved.cause, 1000) } } : {}),
    ...(count !== undefined && count > 1 ? { count } : {}),
  };
}

/** A text of at most so many characters, storable, with an ellipsis where something was cut. */
export function clip(text: string, most: number): string {
  const storable = text.replaceAll("\u0000", "\ufffd").toWellFormed();
  // Cut between characters, or the far side refuses half of one.
  return storable.length <= most
    ? storable
    : `${storable
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}
