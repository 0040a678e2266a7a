import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Whether a uuid column holds one of these, as one value: the statement's text is the same for every number of ids, so that it is
 * prepared once. Drizzle's `inArray` writes a parameter for each.
 */
export function anyOf(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;
}
