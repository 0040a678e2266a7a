import type { MatchableLogEntry } from "@plumbline/sdk/logs/query";
import type { LogEntry } from "../store/log-entry.ts";

/** An entry as searches in memory look at it. @param environmentKeys keys by uuid */
export function matchableEntry(entry: LogEntry, environmentKeys: ReadonlyMap<string, string>): MatchableLogEntry {
  const { environmentId, source } = entry;
  return {
    // The store compares microseconds with milliseconds: the fraction counts.
    time: entry.time / 1000,
    severity: entry.severity,
    body: entry.body,
    service: source.service,
    env: environmentId ? (environmentKeys.get(environmentId) ?? null) : null,
    tenant: entry.tenant,
    trace: entry.traceId,
    span: entry.spanId,
    group: entry.groupId,
    scope: source.scope,
    event: entry.eventName,
    attributes: entry.attributes,
    resource: source.resource,
  };
}
