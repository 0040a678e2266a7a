import type { BufferedEntry } from "./delivery/buffered-entry.ts";
import type { DeliveryOptions, DeliveryStatus } from "./delivery/delivery-options.ts";
import { LogDelivery } from "./delivery/log-delivery.ts";
import type { LogRecord } from "./log-record.ts";
import { defaultScope, encodeBatch } from "./otlp/encode-batch.ts";
import { encodeRecord } from "./otlp/encode-record.ts";
import { compileRedaction, type RedactionOptions } from "./redaction/compile-redaction.ts";
import type { PlainValue } from "./values/plain-value.ts";
import { toPlainValue } from "./values/to-plain-value.ts";
import { defaultValueLimits, type ValueLimits } from "./values/value-limits.ts";

/** What every way of logging shares: the logger, pino's transport, winston's. */
export interface LogPipelineOptions extends DeliveryOptions {
  /** The service's key in Plumbline, `checkout-api`. */
  service: string;
  /** The environment's key, `production`. */
  environment?: string | undefined;
  /** The release that runs, `2026.11.3` or a commit. */
  version?: string | undefined;
  /** Further facts that hold for the whole process, by OpenTelemetry's names: `host.name`. */
  resource?: Record<string, unknown> | undefined;
  /** What must not leave the process. */
  redact?: RedactionOptions | undefined;
  /** How much of one entry is kept. */
  limits?: Partial<ValueLimits> | undefined;
  /** Told when deliveries fail and why; once per kind of failure. Default `console.warn`. */
  onProblem?: ((problem: string) => void) | undefined;
}

/** What a pipeline knows about itself. */
export interface LogStatus extends DeliveryStatus {
  /** Values and passages that redaction has replaced. */
  redacted: number;
}

/** From records to the server: redacted, encoded, buffered, delivered. Never throws. */
export interface LogPipeline {
  write(record: LogRecord): void;
  /** @returns entries that still wait when `withinMs` (default 5,000) are over */
  flush(withinMs?: number): Promise<number>;
  readonly status: LogStatus;
}

/** @throws TypeError when an option cannot be what was meant; nothing throws after that */
export function createLogPipeline(options: LogPipelineOptions): LogPipeline {
  const redaction = compileRedaction(options.redact);
  const limits = { ...defaultValueLimits, ...options.limits };
  if (!/^https?:\/\//.test(options.url)) throw new TypeError(`The url “${options.url}” is not an http address.`);
  const resource = toPlainValue(
    {
      "service.name": options.service,
      "deployment.environment.name": options.environment,
      "service.version": options.version,
      ...options.resource,
    },
    [],
    limits,
    redaction,
  ) as Record<string, PlainValue>;
  const problem = options.onProblem ?? ((said) => console.warn(`plumbline: ${said}`));
  const tell = (said: string) => {
    try {
      problem(said);
    } catch {
      // The app's own listener failed; a logger is the last place to make more of it.
    }
  };
  const encode = (record: LogRecord): BufferedEntry => ({
    json: encodeRecord(record, limits, redaction),
    scope: record.scope ?? defaultScope,
    severity: record.severity,
  });
  const delivery = new LogDelivery(options, { encode, batch: (entries) => encodeBatch(resource, entries) }, tell);
  return {
    write(record) {
      try {
        delivery.add(encode(record));
      } catch (error) {
        tell(`An entry could not be encoded: ${String(error)}`);
      }
    },
    flush: (withinMs) => delivery.flush(withinMs),
    get status() {
      return { ...delivery.status, redacted: redaction.count };
    },
  };
}
