import { isDeepStrictEqual } from "node:util";

/** What a write changed, as `recordEvent` takes it for the audit view. */
export interface ChangedFields {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** The fields of `wish` that differ from the row; null when nothing does. What is undefined in `wish` is not wished. */
export function changedFields(row: object, wish: object): ChangedFields | null {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wish)) {
    const now = (row as Record<string, unknown>)[name];
    if (value === undefined || isDeepStrictEqual(now, value)) continue;
    before[name] = now ?? null;
    after[name] = value;
  }
  return Object.keys(after).length > 0 ? { before, after } : null;
}
