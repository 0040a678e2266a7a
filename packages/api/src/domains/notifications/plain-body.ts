import type { NotificationMessage } from "@plumbline/db/schema";

/** What a message says below its title, as paragraphs of plain text: for far sides without fields and snippets. */
export function plainBody({ body, fields, quotes, acknowledged, resolved, count }: NotificationMessage): string[] {
  return [
    ...(resolved ? [`Resolved: ${resolved.cause}`] : []),
    ...(acknowledged && !resolved ? [`${acknowledged.by} is on it.`] : []),
    ...body,
    ...(count ? [`It happened ${count.toLocaleString("en")} times.`] : []),
    ...fields.map(({ label, value }) => `${label}: ${value}`),
    ...quotes.map(({ label, text }) => `${label}:\n${text}`),
  ];
}
