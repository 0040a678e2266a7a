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
  const told = (text: string) => withoutQuoted(withoutParameters(text), error);
  const cause = error.cause instanceof Error ? { cause: serializeError(error.cause) } : {};
  const failure = "failure" in rest ? { failure: rest.failure } : {};
  return { type, code, message: told(message), stack: told(stack), ...failure, ...cause };
}

/**
 * Postgres quotes what it could not read: “invalid input syntax for type uuid: "…"”. Only class 23 quotes names alone, of tables
 * and constraints; its values stand in the detail, which is not logged.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function withoutQuoted(text: string, error: Error): string {
  const cause = error.cause instanceof Error ? withoutQuoted(text, error.cause) : text;
  const code = "code" in error ? String(error.code) : "";
  if (!/^(?=.*\d)[0-9A-Z]{5}$/.test(code) || code.startsWith("23") || error.message === "") return cause;
  // What is quoted may hold quotes itself: from the first to the last.
  const redacted = error.message.replace(/["„«“][\s\S]*["“”»]/, '"[not logged]"');
  return cause.replaceAll(error.message, () => redacted);
}

/** Drizzle: “Failed query: select … params: a,b”. The text of the query stays, it holds only placeholders. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |\n?$|\ncaused by)/gi, "\nparams: [not logged]");
}
