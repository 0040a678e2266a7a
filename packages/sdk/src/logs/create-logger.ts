import { callerLocation } from "./caller-location.ts";
import { consoleSink } from "./console/console-sink.ts";
import type { ConsoleStyle } from "./console/console-style.ts";
import type { LogContext } from "./log-context.ts";
import { createLogPipeline, type LogPipeline, type LogPipelineOptions, type LogStatus } from "./log-pipeline.ts";
import { Logger, type LoggerCore } from "./logger.ts";
import { compileRedaction } from "./redaction/compile-redaction.ts";
import type { LogLevel } from "./severity.ts";
import { defaultValueLimits } from "./values/value-limits.ts";

/** Everything that a logger can be told. */
export interface LoggerOptions extends Omit<LogPipelineOptions, "url" | "apiKey"> {
  /** Where Plumbline answers, `https://plumbline.example.com`. Without it and `apiKey` entries go to the console only. */
  url?: string | undefined;
  /** `plb_live_…` with the scope `logs:write`. */
  apiKey?: string | undefined;
  /** Entries below it are not made. Default `info`. */
  level?: LogLevel | undefined;
  /** Context of every entry. */
  context?: LogContext | undefined;
  /** What the console shows. Default false where entries are delivered, `json` where not. */
  console?: ConsoleStyle | undefined;
  /** Colours in `pretty` lines. Default false. */
  colour?: boolean | undefined;
  /** Takes the console's lines. Default `console.log`. */
  print?: ((line: string) => void) | undefined;
  /** Adds file, line and function of the call to every entry. Costs microseconds each; default false. */
  callerLocation?: boolean | undefined;
  /** Asked at every entry for the context of the work at hand. */
  currentContext?: (() => LogContext | undefined) | undefined;
}

/** The first logger of a family: what its children share is steered here. */
export class RootLogger extends Logger {
  #core: LoggerCore;
  #pipeline: LogPipeline | null;

  constructor(core: LoggerCore, pipeline: LogPipeline | null, context?: LogContext) {
    super(core, context);
    this.#core = core;
    this.#pipeline = pipeline;
  }

  /** Entries below it are not made; holds for all children at once. */
  get level(): LogLevel {
    return this.#core.level;
  }

  set level(level: LogLevel) {
    this.#core.level = level;
  }

  /** What is known about deliveries; null when entries go to the console only. */
  get status(): LogStatus | null {
    return this.#pipeline?.status ?? null;
  }

  /**
   * Sends what waits.
   * @param withinMs patience in milliseconds, default 5,000
   * @returns entries that still wait after it: 0 when all is stored
   */
  async flush(withinMs?: number): Promise<number> {
    return (await this.#pipeline?.flush(withinMs)) ?? 0;
  }
}

/**
 * A logger for anything that has `fetch`. Servers take that of `@plumbline/sdk/logs/node`, which knows requests and the process's end.
 * @throws TypeError when an option cannot be what was meant; nothing throws after that
 */
export function createLogger(options: LoggerOptions): RootLogger {
  const { url, apiKey, redact, print = (line) => console.log(line), colour = false } = options;
  if (!url !== !apiKey) throw new TypeError(`The logger has ${url ? "a url but no apiKey" : "an apiKey but no url"}.`);
  const pipeline = url && apiKey ? createLogPipeline({ ...options, url, apiKey }) : null;
  const style = options.console ?? (pipeline ? false : "json");
  const limits = { ...defaultValueLimits, ...options.limits };
  const show = style && consoleSink({ style, colour, print, limits, redaction: compileRedaction(redact) });
  const methods = Logger.prototype;
  const core: LoggerCore = {
    level: options.level ?? "info",
    write(record) {
      pipeline?.write(record);
      if (show) show(record);
    },
    currentContext: () => options.currentContext?.(),
    callerLocation: (level) => (options.callerLocation ? { ...callerLocation([methods[level], methods.log]) } : {}),
    onFailure: (error) => options.onProblem?.(`An entry could not be made: ${String(error)}`),
  };
  return new RootLogger(core, pipeline, options.context);
}
