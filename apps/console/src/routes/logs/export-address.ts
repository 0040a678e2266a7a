import type { LogFilter } from "./logs.gen.ts";

/** Where entries that fit can be downloaded. @param limit null for all, which needs `logs:export` */
export function logExportAddress(
  slug: string,
  format: "ndjson" | "csv",
  filter: LogFilter,
  { limit = null, after = null }: { limit?: number | null; after?: string | null } = {},
): string {
  const asked = new URLSearchParams({ workspace: slug, format });
  if (filter.query) asked.set("query", filter.query);
  if (filter.time?.gte) asked.set("since", filter.time.gte);
  if (filter.time?.lt) asked.set("until", filter.time.lt);
  if (limit !== null) asked.set("limit", String(limit));
  if (after !== null) asked.set("after", after);
  return `/export/logs?${asked}`;
}
