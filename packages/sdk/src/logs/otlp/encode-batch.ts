import type { PlainValue } from "../values/plain-value.ts";
import { encodeAttributes } from "./encode-record.ts";

/** Name of the scope that entries have when nothing else is said. */
export const defaultScope = "@plumbline/sdk/logs";

/** An encoded record and the scope that it goes under. */
export interface ScopedRecord {
  json: string;
  scope: string;
}

/** The body of one `ExportLogsServiceRequest`, from records that are JSON already. */
export function encodeBatch(resource: Record<string, PlainValue>, records: readonly ScopedRecord[]): string {
  const scopes = new Map<string, string[]>();
  for (const { json, scope } of records) {
    const together = scopes.get(scope) ?? [];
    together.push(json);
    scopes.set(scope, together);
  }
  const scopeLogs = [...scopes].map(
    ([name, jsons]) => `{"scope":${JSON.stringify({ name })},"logRecords":[${jsons.join(",")}]}`,
  );
  const head = JSON.stringify({ attributes: encodeAttributes(resource) });
  return `{"resourceLogs":[{"resource":${head},"scopeLogs":[${scopeLogs.join(",")}]}]}`;
}
