import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { ImportType } from "./import-entry.ts";
import type { ReadFile } from "./import-issue.ts";

const knownColumns: Record<ImportType, readonly string[]> = {
  tenants: ["key", "name"],
  environments: ["key", "name", "kind"],
  services: ["key", "name", "description", "owner", "tier", "dependsOn"],
};

/** Reads CSV with a header; comma, semicolon or tab. Further columns of tenants become their notes. */
export function readCsv(type: ImportType, text: string): ReadFile {
  let rows: { info: InfoRecord; record: Record<string, string> }[];
  try {
    rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => columnName(type, name)),
      delimiter: delimiterOf(text),
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count_less: true,
    }) as unknown as typeof rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as unknown as { lines?: number }).lines ?? null;
    return { entries: [], issues: [{ line, message: `This is no well-formed CSV: ${error.message}.` }] };
  }
  return {
    entries: rows.map(({ info, record }) => ({ line: info.lines, values: valuesOf(type, record) })),
    issues: [],
  };
}

/** `depends_on` and `Depends On` are the column `dependsOn`. */
function columnName(type: ImportType, name: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return knownColumns[type].find((column) => plain(column) === plain(name)) ?? name.trim();
}

function valuesOf(type: ImportType, record: Record<string, string>): Record<string, unknown> {
  // An empty cell says nothing; it does not empty a field.
  const filled = Object.entries(record).filter(([, value]) => value !== "");
  if (type !== "tenants") return Object.fromEntries(filled);
  const known = filled.filter(([name]) => knownColumns.tenants.includes(name));
  const notes = filled.filter(([name]) => !knownColumns.tenants.includes(name));
  return { ...Object.fromEntries(known), ...(notes.length > 0 ? { metadata: Object.fromEntries(notes) } : {}) };
}

function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const count = (delimiter: string) => header.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}
