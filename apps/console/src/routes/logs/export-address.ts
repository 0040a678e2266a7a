import type { LogFilter } from "./logs.gen.ts";

/** Where entries that fit can be downloaded. @param limit null for all, which needs `logs:export` */
export function logExportAddress(
  slug: string,
  format: "ndjson" | "csv",
  filter: LogFilter,
  limit: number | null,
): string {
  const asked = askedOf(slug, filter);
  asked.set("format", format);
  if (limit !== null) asked.set("limit", String(limit));
  return `/export/logs?${asked}`;
}

/** Where thousands of rows are read at once, which is no download. @param after the id of the last row in hand */
export function logRowsAddress(slug: string, filter: LogFilter, limit: number, after: string | null): string {
  const asked = askedOf(slug, filter);
  asked.set("limit", String(limit));
  if (after !== null) asked.set("after", after);
  return `/v1/logs/rows?${asked}`;
}

function askedOf(slug: string, filter: LogFilter): URLSearchParams {
  const asked = new URLSearchParams({ workspace: slug });
  if (filter.query) asked.set("query", filter.query);
  if (filter.time?.gte) asked.set("since", filter.time.gte);
  if (filter.time?.lt) asked.set("until", filter.time.lt);
  return asked;
}
