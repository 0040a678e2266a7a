import type { PlainValue } from "../values/plain-value.ts";
import { encodeAttributes } from "./encode-record.ts";

/** Name of the scope that entries have when nothing else is said. */
export const defaultScope = "@plumbline/sdk/logs";

/** An encoded record and the scope that it goes under. */
export interface ScopedRecord {
  json: string;
  scope: string;
}

/**
 * The body of one `ExportLogsServiceRequest`, from records that are JSON already. Records keep their order, which tells those of one
 * millisecond apart: a scope that comes again begins a new group.
 */
export function encodeBatch(resource: Record<string, PlainValue>, records: readonly ScopedRecord[]): string {
  const groups: { scope: string; jsons: string[] }[] = [];
  for (const { json, scope } of records) {
    const last = groups.at(-1);
    if (last?.scope === scope) last.jsons.push(json);
    else groups.push({ scope, jsons: [json] });
  }
  const scopeLogs = groups.map(
    ({ scope, jsons }) => `{"scope":${JSON.stringify({ name: scope })},"logRecords":[${jsons.join(",")}]}`,
  );
  const head = JSON.stringify({ attributes: encodeAttributes(resource) });
  return `{"resourceLogs":[{"resource":${head},"scopeLogs":[${scopeLogs.join(",")}]}]}`;
}
