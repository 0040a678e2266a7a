import type { LogSource, NewLogEntry } from "../store/log-entry.ts";

/** Where entries of tests come from. */
export const checkout: LogSource = {
  service: "checkout",
  resource: { "service.name": "checkout", "host.name": "ip-10-0-0-12" },
  scope: "app",
  origin: null,
};

/** An entry of 2026-11-21 12:00 UTC, with whatever a test is about on top. */
export function makeEntry(over: Partial<NewLogEntry> = {}): NewLogEntry {
  return {
    source: checkout,
    keepDays: 7,
    time: Date.UTC(2026, 10, 21, 12) * 1000,
    timeNanos: 0,
    observedAt: Date.UTC(2026, 10, 21, 12) * 1000,
    observedNanos: 0,
    severity: 9,
    severityText: "INFO",
    body: "card accepted",
    tenant: null,
    traceId: null,
    spanId: null,
    flags: null,
    eventName: null,
    attributes: {},
    groupId: null,
    ...over,
  };
}
