import type { ErrorGroup } from "./error-group-ref.ts";
import "./error-group-ref.ts";

/** What every event of an error group carries. */
export function errorGroupData(group: ErrorGroup, tenant: string | null = null) {
  const { title, service, exceptionType, severity, count, lastRelease } = group;
  const level = severity >= 21 ? "fatal" : severity >= 17 ? "error" : "exception";
  return { title, service, exceptionType, level, count, release: lastRelease, tenant } as const;
}
