import { isAPIError } from "better-auth/api";
import type { Log } from "../../log.ts";

/**
 * better-auth's messages in the process's own log, as debug: they tell of ordinary refusals. Only the message: the further
 * arguments hold rows and query parameters, password hashes among them.
 */
export function authLogger(log: Log) {
  return {
    level: "info" as const,
    log(_level: string, message: string) {
      log.debug({ part: "auth" }, String(message).split("\n")[0] ?? "");
    },
  };
}

/** Logs what nobody foresaw. Drizzle's own message repeats the query's parameters; its cause is Postgres speaking. */
export function logAuthError(log: Log) {
  return (error: unknown): void => {
    if (isAPIError(error) && error.statusCode < 500) return;
    const { name, stack, cause } = error instanceof Error ? error : { name: typeof error, stack: "", cause: undefined };
    const at = stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 8);
    const why = cause instanceof Error ? cause.message : undefined;
    log.error({ part: "auth", error: name, why, at }, "A request to the accounts failed in a way that nobody foresaw.");
  };
}
