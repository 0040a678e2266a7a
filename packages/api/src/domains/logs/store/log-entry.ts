import type { JsonObject, JsonValue } from "./json-value.ts";

/** Where entries come from, the same for all that one logger of one process sends. */
export interface LogSource {
  /** `service.name` of the resource; empty when the sender gives none. */
  readonly service: string;
  /** Attributes of the resource. */
  readonly resource: JsonObject;
  /** Name of the instrumentation scope (the logger); null when it has none. */
  readonly scope: string | null;
  /** What else OTLP says of resource and scope; null when it says nothing else. */
  readonly origin: JsonObject | null;
}

/** An entry that is ready to be stored: limits, clamping and redaction lie behind it. */
export interface NewLogEntry {
  readonly source: LogSource;
  /** Days that it is kept, 1–400. */
  readonly keepDays: number;
  /** Microseconds since 1970, UTC. */
  readonly time: number;
  /** Nanoseconds below the microsecond, 0–999. */
  readonly timeNanos: number;
  /** When the sender saw it, as `time`. */
  readonly observedAt: number;
  readonly observedNanos: number;
  /** OpenTelemetry's severity number, 1–24; 0 when there is none. */
  readonly severity: number;
  readonly severityText: string | null;
  /** The message; a structured body as JSON text. */
  readonly body: string;
  /** The body when it was no text; left out when it was. */
  readonly bodyJson?: JsonValue;
  readonly tenant: string | null;
  /** 32 hexadecimal digits, or null. */
  readonly traceId: string | null;
  /** 16 hexadecimal digits, or null. */
  readonly spanId: string | null;
  readonly flags: number | null;
  readonly eventName: string | null;
  readonly attributes: JsonObject;
  /** UUID of the error group that it counts to, or null. */
  readonly groupId: string | null;
}

/** A stored entry. */
export interface LogEntry extends Omit<NewLogEntry, "bodyJson"> {
  /** The order of arrival. */
  readonly seq: number;
  readonly bodyJson: JsonValue | null;
  /** Microseconds since 1970 at which the server took it. */
  readonly receivedAt: number;
  readonly environmentId: string | null;
}

/** A place in a list by time: entries of the same time follow by arrival. */
export interface LogPosition {
  /** Microseconds since 1970. */
  readonly time: number;
  readonly seq: number;
}
