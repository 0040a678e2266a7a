import { auditFilter } from "./audit-filter.ts";

/** Where the audit log, narrowed as the page shows it, can be downloaded. */
export function exportAddress(slug: string, format: string, search: URLSearchParams): string {
  const filter = auditFilter(search);
  const query = new URLSearchParams({ workspace: slug, format });
  for (const type of filter?.types ?? []) query.append("type", type);
  for (const type of filter?.actorTypes ?? []) query.append("actorType", type);
  if (filter?.since) query.set("since", filter.since);
  if (filter?.until) query.set("until", filter.until);
  return `/export/audit?${query}`;
}
