import type { ErrorGroup } from "./error-group-ref.ts";
import "./error-group-ref.ts";

/** What every event of an error group carries. */
export function errorGroupData(group: ErrorGroup, tenant: string | null = null) {
  const environmentId = soleEnvironment(group);
  const { title, service, exceptionType, severity, count, lastRelease } = group;
  const level = severity >= 21 ? "fatal" : severity >= 17 ? "error" : "exception";
  return { title, service, exceptionType, level, count, release: lastRelease, tenant, environmentId } as const;
}

/** The one environment that a group was met in; what is none's id, so that no key of one environment sees it, when there are more. */
export function soleEnvironment({ environments }: Pick<ErrorGroup, "environments">): string {
  const [only = "", ...others] = environments;
  return others.length > 0 ? "several" : only;
}
