import { createHash } from "node:crypto";
import type { NewLogEntry } from "../store/log-entry.ts";
import { describeError, type ErrorFacts } from "./describe-error.ts";

/** OpenTelemetry's severity number of ERROR. */
const errorSeverity = 17;

type Signed = Pick<NewLogEntry, "severity" | "attributes" | "body"> & { source: { service: string } };

/** Whether an entry makes error groups: ERROR and above, and exceptions at any level. */
export function isError({ severity, attributes }: Pick<NewLogEntry, "severity" | "attributes">): boolean {
  return severity >= errorSeverity || "exception.type" in attributes || "exception.message" in attributes;
}

/** What grouping looks at of an entry, by OpenTelemetry's semantic conventions for exceptions in logs. */
export function errorFactsOf({ source, body, attributes }: Omit<Signed, "severity">): ErrorFacts {
  return {
    service: source.service,
    body,
    exceptionType: textOf(attributes["exception.type"]),
    exceptionMessage: textOf(attributes["exception.message"]),
    stacktrace: textOf(attributes["exception.stacktrace"]),
  };
}

/**
 * The signature of an entry, which ingest stores with it: a pure function of what it says, so that the way in asks no table. The
 * pattern of this id, and through it the group, are made a moment later.
 * @returns null for what is no error
 */
export function signError(workspaceId: string, entry: Signed): string | null {
  return isError(entry) ? signatureOf(workspaceId, describeError(errorFactsOf(entry)).key) : null;
}

/** A UUID of version 8 (RFC 9562, 5.8) over workspace and key: the same error in two workspaces has two. */
export function signatureOf(workspaceId: string, key: string): string {
  const hash = createHash("sha256").update(workspaceId).update("\n").update(key).digest("hex");
  const variant = ((Number.parseInt(hash[16] as string, 16) & 3) | 8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
