import { levelOf } from "@plumbline/sdk/logs/query";
import type { LogLine } from "./log-line.ts";
import { logEntryId } from "./log-position.ts";
import { sayExactly } from "./say-exactly.ts";

const written = new WeakMap<LogLine, string>();

/** An entry as doors outside of GraphQL give it. */
export function lineFields(line: LogLine) {
  const { source } = line;
  return {
    id: logEntryId(line),
    time: timeText(line.time, line.timeNanos),
    receivedAt: timeText(line.receivedAt, 0),
    level: levelOf(line.severity),
    severity: line.severity,
    severityText: line.severityText,
    service: source.service,
    body: line.bodyJson === null ? line.body : sayExactly(line.bodyJson),
    tenant: line.tenant,
    environmentId: line.environmentId,
    traceId: line.traceId,
    spanId: line.spanId,
    scope: source.scope,
    eventName: line.eventName,
    groupId: line.groupId,
    attributes: sayExactly(line.attributes),
    resource: sayExactly(source.resource),
  };
}

/** The same as one line of JSON, made once however many read it. */
export function lineJson(line: LogLine): string {
  const known = written.get(line);
  if (known !== undefined) return known;
  const text = JSON.stringify(lineFields(line));
  written.set(line, text);
  return text;
}

/** ISO 8601 with all the digits that the sender gave. */
function timeText(micros: number, nanos: number): string {
  const seconds = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
  const rest = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  return `${seconds}.${String(rest).padStart(6, "0")}${nanos > 0 ? String(nanos).padStart(3, "0") : ""}Z`;
}
