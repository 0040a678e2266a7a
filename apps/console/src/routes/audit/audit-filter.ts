import type { AuditLogQueryVariables } from "./audit.gen.ts";

/** The filter of the audit log as the address says it. Dates are whole days of UTC; `to` is included. */
export function auditFilter(search: URLSearchParams): AuditLogQueryVariables["filter"] {
  const [type, actor, from, to] = ["type", "actor", "from", "to"].map((name) => search.get(name) ?? "");
  if (!type && !actor && !from && !to) return null;
  return {
    ...(type ? { types: [type] } : {}),
    ...(actor ? { actorTypes: [actor] } : {}),
    ...(from ? { since: `${from}T00:00:00Z` } : {}),
    ...(to ? { until: new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString() } : {}),
  };
}
