import { idOutside } from "../../../graphql/id-outside.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { changesOf } from "./event-changes.ts";

/** The forms in which the audit log can be downloaded. */
export const auditFormats = ["ndjson", "csv"] as const;

export type AuditFormat = (typeof auditFormats)[number];

const columns = [
  "id",
  "occurredAt",
  "type",
  "subjectType",
  "subjectId",
  "actorType",
  "actorName",
  "requestId",
  "changes",
  "data",
] as const;

/** Lines that are handed over together: one write for each would cost more than making it. */
const chunkLines = 200;

/** The download as chunks of text. Holds one chunk at a time. */
export async function* auditChunks(format: AuditFormat, entries: AsyncIterable<RecordedEvent>): AsyncGenerator<string> {
  let lines = format === "csv" ? [`${columns.join(",")}\r\n`] : [];
  for await (const entry of entries) {
    lines.push(auditLine(format, entry));
    if (lines.length < chunkLines) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

function auditLine(format: AuditFormat, event: RecordedEvent): string {
  const entry = {
    id: encodeGlobalId("Event", event.id),
    occurredAt: event.occurredAt.toISOString(),
    type: event.type,
    subjectType: event.subjectType,
    subjectId: idOutside(event.subjectType, event.subjectId),
    actorType: event.actorType,
    actorName: event.actorName,
    requestId: event.requestId,
    changes: changesOf(event),
    data: event.data,
  };
  if (format === "ndjson") return `${JSON.stringify(entry)}\n`;
  return `${columns.map((column) => csvCell(entry[column])).join(",")}\r\n`;
}

/**
 * A cell by RFC 4180. A text that a spreadsheet would run as a formula is led in by an apostrophe, also behind blanks
 * (https://owasp.org/www-community/attacks/CSV_Injection): names are chosen by strangers.
 */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const tame = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
