import type { Query } from "drizzle-orm";
import type { PreparedQueryConfig, SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { mapRows } from "./map-rows.ts";
import { createPreparing } from "./worth-preparing.ts";

const isWorthPreparing = createPreparing();

type NoSchema = Record<string, never>;
type PrepareQuery = PostgresJsSession<Sql, NoSchema, NoSchema>["prepareQuery"];

/** A session of Drizzle that prepares by itself what it is asked for again, and maps rows faster. */
export class ReadingSession extends PostgresJsSession<Sql, NoSchema, NoSchema> {
  /** Tells which statements are prepared; all sessions of a process choose together. */
  isWorthPreparing: typeof isWorthPreparing = isWorthPreparing;

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    name: string | undefined,
    inArrays: boolean,
    given?: (rows: unknown[][]) => T["execute"],
    ...[metadata, cache]: Parameters<PrepareQuery> extends [unknown, unknown, unknown, unknown, unknown?, ...infer Rest]
      ? Rest
      : never
  ): ReturnType<typeof PostgresJsSession.prototype.prepareQuery<T>> {
    // Any name will do: Drizzle only looks whether there is one, and postgres.js knows prepared statements by their text.
    const wanted = name ?? (this.isWorthPreparing(query.sql, query.params) ? "again" : undefined);
    const mapped = given ?? (fields && isShallow(fields) ? mapSelected(fields) : undefined);
    const prepared = super.prepareQuery<T>(query, fields, wanted, inArrays, mapped, metadata, cache);
    return prepared;

    function mapSelected(selected: SelectedFieldsOrdered): (rows: unknown[][]) => T["execute"] {
      return (rows) => mapRows({ fields: selected, rows, alwaysJoined: joinsOf(prepared) });
    }
  }
}

/** Which joins always bring a row; Drizzle writes it onto the prepared query after making it. */
function joinsOf(prepared: unknown): Record<string, boolean> | undefined {
  return (prepared as { joinsNotNullableMap?: Record<string, boolean> }).joinsNotNullableMap;
}

/** `{column}` or `{table: {column}}`, which is all that a select without relations has. */
function isShallow(fields: SelectedFieldsOrdered): boolean {
  return fields.every(({ path }) => path.length <= 2);
}
