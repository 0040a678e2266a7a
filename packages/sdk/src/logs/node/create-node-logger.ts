import { hostname } from "node:os";
import { createLogger, type LoggerOptions, type RootLogger } from "../create-logger.ts";
import { type FlushAtEndOptions, flushAtEnd } from "./flush-at-end.ts";
import { currentLogContext } from "./request-context.ts";

export interface NodeLoggerOptions extends Omit<LoggerOptions, "currentContext"> {
  /** True for a programmer's machine: level `debug`, pretty lines, caller locations. Default `NODE_ENV` is not `production`. */
  development?: boolean | undefined;
  /** How the process's end is met; false leaves it alone. Default: flush when idle, at SIGTERM and at SIGINT. */
  atEnd?: FlushAtEndOptions | false | undefined;
}

/**
 * The logger of a server. `PLUMBLINE_URL` and `PLUMBLINE_API_KEY` stand in for `url` and `apiKey`; without both, entries go to the console
 * only.
 * @throws TypeError when an option cannot be what was meant; nothing throws after that
 */
export function createNodeLogger(options: NodeLoggerOptions): RootLogger {
  const { env, pid, stdout } = process;
  const { development = env.NODE_ENV !== "production", atEnd, ...rest } = options;
  const url = rest.url ?? env.PLUMBLINE_URL;
  const apiKey = rest.apiKey ?? env.PLUMBLINE_API_KEY;
  // A forgotten variable must not keep a server from starting; it must not pass unseen either.
  if (!url !== !apiKey)
    process.stderr.write(
      `plumbline: entries go to the console only, ${url ? "PLUMBLINE_API_KEY" : "PLUMBLINE_URL"} is missing.\n`,
    );
  const logger = createLogger({
    ...rest,
    ...(url && apiKey ? { url, apiKey } : { url: undefined, apiKey: undefined }),
    level: rest.level ?? (development ? "debug" : "info"),
    console: rest.console ?? (development ? "pretty" : undefined),
    colour: rest.colour ?? (stdout.isTTY === true && !env.NO_COLOR),
    print: rest.print ?? ((line) => void stdout.write(`${line}\n`)),
    callerLocation: rest.callerLocation ?? development,
    currentContext: currentLogContext,
    resource: { "host.name": hostname(), "process.pid": pid, ...rest.resource },
  });
  if (atEnd !== false) flushAtEnd(logger, atEnd);
  return logger;
}
