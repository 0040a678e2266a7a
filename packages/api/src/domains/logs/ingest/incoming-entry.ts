import type { JsonValue } from "../store/json-value.ts";
import type { LogSource } from "../store/log-entry.ts";

/** An entry as a door read it: nothing is limited, clamped or redacted yet. */
export interface IncomingEntry {
  source: LogSource;
  /** Microseconds since 1970; 0 when the sender gave no time. */
  time: number;
  /** Nanoseconds below the microsecond, 0–999. */
  timeNanos: number;
  /** The time as it was sent, where `time` cannot hold it. */
  timeAsSent?: string;
  observedAt: number;
  observedNanos: number;
  /** 0 when not given. */
  severity: number;
  severityText: string;
  /** Undefined when the entry has no body. */
  body: JsonValue | undefined;
  traceId: string;
  spanId: string;
  flags: number | null;
  eventName: string;
  attributes: Record<string, JsonValue>;
  /** Attributes that the sender dropped, by its own count. */
  dropped: number;
}

/** An entry with nothing in it but where it comes from. */
export function emptyEntry(source: LogSource): IncomingEntry {
  return {
    source,
    time: 0,
    timeNanos: 0,
    observedAt: 0,
    observedNanos: 0,
    severity: 0,
    severityText: "",
    body: undefined,
    traceId: "",
    spanId: "",
    flags: null,
    eventName: "",
    attributes: {},
    dropped: 0,
  };
}
