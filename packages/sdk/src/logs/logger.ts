import { type LogContext, spreadContext } from "./log-context.ts";
import type { LogRecord } from "./log-record.ts";
import { type LogLevel, severityOf } from "./severity.ts";
import { describeError, isErrorLike } from "./values/describe-error.ts";

/** What belongs to an entry besides its message. An error stands under `error` or `err`. */
export type LogAttributes = Record<string, unknown>;

/** What all loggers of one family share. */
export interface LoggerCore {
  /** Entries below it are not made. May be changed while running. */
  level: LogLevel;
  write(record: LogRecord): void;
  /** The context of the work at hand: of the request, where a middleware has set one. */
  currentContext(): LogContext | undefined;
  /** Where the method of this level was called, as attributes. */
  callerLocation(level: LogLevel): LogAttributes;
  /** Told when making an entry failed; the app is not. */
  onFailure(error: unknown): void;
}

/** Writes entries. No method throws, waits, or answers anything. */
export class Logger {
  #core: LoggerCore;
  #context: LogContext;
  #scope: string | undefined;

  constructor(core: LoggerCore, context: LogContext = {}, scope?: string) {
    this.#core = core;
    this.#context = context;
    this.#scope = scope;
  }

  trace(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("trace", message, attributes);
  }

  debug(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("debug", message, attributes);
  }

  info(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("info", message, attributes);
  }

  warn(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("warn", message, attributes);
  }

  /** The message may be the error itself. Sent without delay. */
  error(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("error", message, attributes);
  }

  /** As {@link error}, for what ends the process. */
  fatal(message: unknown, attributes?: LogAttributes | Error): void {
    this.log("fatal", message, attributes);
  }

  /** Writes an entry of a level that is known only at run time. */
  log(level: LogLevel, message: unknown, attributes?: LogAttributes | Error): void {
    try {
      if (!this.isEnabled(level)) return;
      this.#core.write(this.#record(level, message, attributes));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** True when entries of this level are made: spares the work of preparing one that is not. */
  isEnabled(level: LogLevel): boolean {
    return severityOf[level] >= severityOf[this.#core.level];
  }

  /**
   * A logger whose entries carry this context too. It shares level, buffer and delivery.
   * @param scope what within the service it speaks for, `payments`
   */
  child(context: LogContext, scope?: string): Logger {
    return new Logger(this.#core, { ...this.#context, ...context }, scope ?? this.#scope);
  }

  #fail(error: unknown): void {
    try {
      this.#core.onFailure(error);
    } catch {
      // The app's own listener failed; a logger is the last place to make more of it.
    }
  }

  #record(level: LogLevel, message: unknown, given: LogAttributes | Error | undefined): LogRecord {
    const context = { ...this.#core.currentContext(), ...this.#context };
    const { attributes, traceId, spanId } = spreadContext(context);
    const { error, err, ...rest } = isErrorLike(given) ? { error: given, err: undefined } : { ...given };
    const thrown = isErrorLike(message) ? message : (error ?? err);
    return {
      time: Date.now(),
      severity: severityOf[level],
      severityText: level,
      body: isErrorLike(message) ? `${message.name}: ${message.message}` : message,
      attributes: {
        ...this.#core.callerLocation(level),
        ...attributes,
        ...rest,
        ...(thrown === undefined || thrown === null ? {} : describeError(thrown)),
      },
      traceId,
      spanId,
      scope: this.#scope,
    };
  }
}
