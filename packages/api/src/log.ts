import { type Logger, pino } from "pino";

/** The process's own log: JSON lines on standard error, so that standard output stays for people. */
export type Log = Logger;

export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { err: serializeError },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          "*.authorization",
          "*.cookie",
          "*.token",
          "*.secret",
          "*.password",
          "headers.authorization",
          "headers.cookie",
        ],
        censor: "[redacted]",
      },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}

/**
 * An error for the log, without the values of the query that failed: Drizzle writes them into its message, and they are what
 * people typed, hashes and sealed secrets.
 */
export function serializeError(error: Error): Record<string, unknown> {
  const { type, message, stack, code, ...rest } = pino.stdSerializers.err(error) as Record<string, unknown> & {
    message: string;
    stack: string;
  };
  const cause = error.cause instanceof Error ? { cause: serializeError(error.cause) } : {};
  const failure = "failure" in rest ? { failure: rest.failure } : {};
  return { type, code, message: withoutParameters(message), stack: withoutParameters(stack), ...failure, ...cause };
}

/** Drizzle: “Failed query: select … params: a,b”. The text of the query stays, it holds only placeholders. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |\n?$|\ncaused by)/gi, "\nparams: [not logged]");
}
