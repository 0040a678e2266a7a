import { csvCell } from "../../workspaces/index.ts";
import { lineFields } from "../query/line-json.ts";
import type { LogLine } from "../query/log-line.ts";

/** The forms in which log entries can be downloaded. */
export const logFormats = ["ndjson", "csv"] as const;

export type LogFormat = (typeof logFormats)[number];

const columns = [
  "id",
  "time",
  "receivedAt",
  "level",
  "severity",
  "service",
  "body",
  "tenant",
  "environmentId",
  "traceId",
  "spanId",
  "scope",
  "eventName",
  "groupId",
  "attributes",
  "resource",
] as const;

/** The first line of a file; NDJSON has none, and neither has what continues a file. */
export function exportHead(format: LogFormat): string {
  return format === "csv" ? `${columns.join(",")}\r\n` : "";
}

/** One entry as a line. Its `id` is the cursor to continue after. */
export function exportLine(format: LogFormat, line: LogLine): string {
  const fields = lineFields(line);
  if (format === "ndjson") return `${JSON.stringify(fields)}\n`;
  return `${columns.map((column) => csvCell(fields[column])).join(",")}\r\n`;
}
