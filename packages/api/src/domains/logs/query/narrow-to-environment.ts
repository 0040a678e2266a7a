import type { LogFilter } from "../store/log-filter.ts";

/** The filter, and of this environment. @param environmentId null leaves it as it is */
export function narrowToEnvironment(filter: LogFilter, environmentId: string | null): LogFilter {
  if (environmentId === null) return filter;
  return { kind: "and", of: [filter, { kind: "field", field: "environmentId", values: [environmentId] }] };
}
