import { PresentedError } from "../../data/presented-error.ts";
import { logRowsAddress } from "./export-address.ts";
import type { LogRow } from "./log-row.ts";
import type { LogFilter, LogLevel } from "./logs.gen.ts";

/** Rows that are handed on at once. */
const stride = 2500;

/** A row as its door writes it. */
interface RowLine {
  id: string;
  time: string;
  level: string;
  service: string;
  tenant: string | null;
  body: unknown;
}

/**
 * Reads thousands of older entries in one stream: pages of a hundred would take a request each.
 * @param onRows called with the newest first
 * @throws PresentedError when the door refuses
 */
export async function readMany(
  slug: string,
  filter: LogFilter,
  { after, limit, signal }: { after: string | null; limit: number; signal: AbortSignal },
  onRows: (rows: LogRow[]) => void,
): Promise<number> {
  const response = await fetch(logRowsAddress(slug, filter, limit, after), { signal });
  if (!response.ok || !response.body) {
    const said = (await response.json().catch(() => ({}))) as { message?: string; code?: string };
    throw new PresentedError({
      code: said.code ?? "UNAVAILABLE",
      title: said.message ?? `The door answered with ${response.status}.`,
    });
  }
  const decoder = new TextDecoder();
  let rest = "";
  let rows: LogRow[] = [];
  let count = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) rows.push(rowOf(JSON.parse(line) as RowLine));
    if (rows.length < stride) continue;
    count += rows.length;
    onRows(rows);
    rows = [];
  }
  if (rest) rows.push(rowOf(JSON.parse(rest) as RowLine));
  onRows(rows);
  return count + rows.length;
}

function rowOf({ id, time, level, service, tenant, body }: RowLine): LogRow {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { id, time, level: level.toUpperCase() as LogLevel, service, tenant, body: text };
}
