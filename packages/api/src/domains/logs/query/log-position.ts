import { InvalidInputError } from "../../../service/errors.ts";
import type { LogPosition } from "../store/log-entry.ts";

/** A place in a list by time as text, `1763726400123456.17`: what cursors of pages and exports are made of. */
export function writePosition({ time, seq }: LogPosition): string {
  return `${time}.${seq}`;
}

/** @throws InvalidInputError when it is none */
export function readPosition(text: string, path = "after"): LogPosition {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text);
  if (match) return { time: Number(match[1]), seq: Number(match[2]) };
  throw new InvalidInputError([
    { path: [path], message: "is not a cursor of log entries; pass one that a page or an export gave you." },
  ]);
}

/** The id of an entry as the API shows it: opaque, and what it is found by. */
export function logEntryId(position: LogPosition): string {
  return `log_${Buffer.from(writePosition(position)).toString("base64url")}`;
}

/** @throws InvalidInputError when it is no entry's id */
export function readLogEntryId(id: string, path = "id"): LogPosition {
  const text = id.startsWith("log_") ? Buffer.from(id.slice(4), "base64url").toString() : "";
  if (/^-?\d{1,16}\.\d{1,16}$/.test(text)) return readPosition(text, path);
  throw new InvalidInputError([{ path: [path], message: "is not the id of a log entry." }]);
}
