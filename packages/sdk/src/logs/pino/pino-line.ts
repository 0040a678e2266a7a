import { contextAttributes } from "../log-context.ts";
import type { LogRecord } from "../log-record.ts";
import { severityOf } from "../severity.ts";

/** What a line of pino carries; the keys of message and error are the app's to choose. */
export interface PinoKeys {
  /** pino's `messageKey`. Default `msg`. */
  messageKey?: string | undefined;
  /** pino's `errorKey`. Default `err`. */
  errorKey?: string | undefined;
}

/** pino's numbers, and the names that `formatters.level` may put in their place. */
const levels: Readonly<Record<string, number>> = { ...severityOf, 10: 1, 20: 5, 30: 9, 40: 13, 50: 17, 60: 21 };
const names: Readonly<Record<string, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};

/** A line of pino (newline-delimited JSON) as a record; null for what is no such line. */
export function readPinoLine(line: string, { messageKey = "msg", errorKey = "err" }: PinoKeys): LogRecord | null {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
  const { level, time, pid, hostname, name, trace_id, span_id, ...rest } = read as Record<string, unknown>;
  const { [messageKey]: body, [errorKey]: error, tenant, user, requestId, ...attributes } = rest;
  const at = typeof time === "number" ? time : Date.parse(String(time));
  const known = String(level);
  const custom = Number.isFinite(Number(level)) ? severityBetween(Number(level)) : severityOf.info;
  const happenedAt = Number.isFinite(at) ? at : Date.now();
  return {
    time: happenedAt,
    severity: levels[known] ?? custom,
    severityText: names[known] ?? known,
    body: body ?? "",
    attributes: {
      ...attributes,
      "process.pid": pid,
      "host.name": hostname,
      [contextAttributes.tenant]: tenant,
      [contextAttributes.user]: user,
      [contextAttributes.requestId]: requestId,
      ...readError(error),
    },
    traceId: typeof trace_id === "string" ? trace_id : undefined,
    spanId: typeof span_id === "string" ? span_id : undefined,
    scope: typeof name === "string" ? name : undefined,
  };
}

/** An own level of the app lies between pino's: 35 is an info. */
function severityBetween(level: number): number {
  return levels[Math.min(60, Math.max(10, Math.floor(level / 10) * 10))] ?? severityOf.info;
}

/** pino's serialiser has made an object of the error; its stack holds the causes. */
function readError(error: unknown): Record<string, unknown> {
  if (typeof error !== "object" || error === null) return error === undefined ? {} : { "exception.message": error };
  const { type, message, stack, ...properties } = error as Record<string, unknown>;
  return {
    "exception.type": type,
    "exception.message": message,
    "exception.stacktrace": stack,
    "exception.properties": Object.keys(properties).length > 0 ? properties : undefined,
  };
}
