import { Writable } from "node:stream";
import { contextAttributes } from "../log-context.ts";
import { createLogPipeline, type LogPipeline, type LogPipelineOptions, type LogStatus } from "../log-pipeline.ts";
import type { LogRecord } from "../log-record.ts";
import { currentLogContext } from "../node/request-context.ts";
import { severityOf } from "../severity.ts";
import { describeError, isErrorLike } from "../values/describe-error.ts";

export interface PlumblineTransportOptions extends LogPipelineOptions {
  /** The quietest level that is taken, by winston's name. Default what the winston logger takes. */
  level?: string | undefined;
  /** Milliseconds that `logger.end()` waits for what is not sent. Default 5,000. */
  endWithinMs?: number | undefined;
}

/** An entry as winston hands it on (logform): its own fields stand under symbols. */
interface WinstonInfo extends Record<string | symbol, unknown> {
  level: string;
  message: unknown;
}

/** winston's npm levels, and those of syslog. */
const severities: Readonly<Record<string, number>> = {
  ...severityOf,
  emerg: 24,
  alert: 22,
  crit: 21,
  warning: severityOf.warn,
  notice: 10,
  http: 8,
  verbose: 6,
  silly: severityOf.trace,
};
const levelSymbol = Symbol.for("level");

/** What winston sets on a transport when it is added. */
interface WinstonParent {
  level?: string;
  levels?: Record<string, number>;
}

/** A transport for winston 3 that needs no winston to be imported. It never slows the app: what finds no room is counted. */
export class PlumblineTransport extends Writable {
  level: string | undefined;
  silent = false;
  #pipeline: LogPipeline;
  #endWithinMs: number | undefined;
  #parent: WinstonParent = {};

  /** @throws TypeError when an option cannot be what was meant */
  constructor(options: PlumblineTransportOptions) {
    super({ objectMode: true });
    this.level = options.level;
    this.#pipeline = createLogPipeline(options);
    this.#endWithinMs = options.endWithinMs;
    this.on("pipe", (parent: WinstonParent) => {
      this.#parent = parent;
    });
  }

  /** What is known about deliveries. */
  get status(): LogStatus {
    return this.#pipeline.status;
  }

  /** Called by winston for each entry. */
  log(info: WinstonInfo, done: () => void): void {
    this.#pipeline.write(recordOf(info));
    done();
  }

  override _write(info: WinstonInfo, _: string, done: () => void): void {
    if (this.silent || !this.#takes(info)) done();
    else this.log(info, done);
  }

  override _final(done: () => void): void {
    this.#pipeline.flush(this.#endWithinMs).then(
      () => done(),
      () => done(),
    );
  }

  #takes(info: WinstonInfo): boolean {
    const { level, levels } = this.#parent;
    const limit = levels?.[this.level ?? level ?? ""];
    const own = levels?.[String(info[levelSymbol] ?? info.level)];
    return limit === undefined || own === undefined || limit >= own;
  }
}

function recordOf(info: WinstonInfo): LogRecord {
  // `level` may carry a terminal's colours; the symbol does not.
  const { level: shown, message, timestamp, stack, err, error, ...rest } = info;
  const level = String(info[levelSymbol] ?? shown);
  const { tenant, user, requestId, traceId, spanId, label, ...attributes } = { ...currentLogContext(), ...rest };
  const thrown = [message, error, err].find(isErrorLike);
  const at = Date.parse(String(timestamp));
  return {
    time: Number.isFinite(at) ? at : Date.now(),
    severity: severities[level] ?? severityOf.info,
    severityText: level,
    body: isErrorLike(message) ? `${message.name}: ${message.message}` : message,
    attributes: {
      ...attributes,
      [contextAttributes.tenant]: tenant,
      [contextAttributes.user]: user,
      [contextAttributes.requestId]: requestId,
      ...(thrown ? describeError(thrown) : { "exception.stacktrace": stack }),
    },
    traceId: typeof traceId === "string" ? traceId : undefined,
    spanId: typeof spanId === "string" ? spanId : undefined,
    scope: typeof label === "string" ? label : undefined,
  };
}
