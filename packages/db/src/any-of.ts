import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Whether a uuid column holds one of these, as one value: the statement's text is the same for every number of ids, so that it is
 * prepared once. Drizzle's `inArray` writes a parameter for each.
 */
export function anyOf(column: PgColumn, ids: readonly string[] | Placeholder): SQL {
  return sql`${column} = any(${isList(ids) ? uuidList(ids) : ids}::uuid[])`;
}

/** Ids as Postgres reads an array, for the placeholder of a prepared read. */
export function uuidList(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

function isList(ids: readonly string[] | Placeholder): ids is readonly string[] {
  return Array.isArray(ids);
}
