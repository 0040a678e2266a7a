/** One entry as the logger, pino's transport or winston's make it, before redaction and encoding. */
export interface LogRecord {
  /** When it happened, in milliseconds since 1970. */
  time: number;
  /** 1–24, OpenTelemetry's severity number. */
  severity: number;
  /** The level's own name where it comes from, `warn`. */
  severityText: string;
  /** The message; what is no text goes out as a structured body. */
  body: unknown;
  /** Anything: values are made plain, bounded and redacted before they go out. */
  attributes: Record<string, unknown>;
  /** 32 hex digits (W3C Trace Context). */
  traceId?: string | undefined;
  /** 16 hex digits. */
  spanId?: string | undefined;
  /** What the entry comes from within the service, OpenTelemetry's scope name. Default `@plumbline/sdk/logs`. */
  scope?: string | undefined;
}
