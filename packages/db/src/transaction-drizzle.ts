import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import { ReadingSession } from "./reading-session.ts";

const dialect = new PgDialect();

/**
 * Drizzle over one transaction of postgres.js. Put together by hand: `drizzle(transaction)` of 0.45 reads `client.options`, which
 * postgres.js gives to the pool only, and throws "Cannot read properties of undefined (reading 'parsers')".
 */
export function transactionDrizzle(transaction: TransactionSql): PostgresJsDatabase {
  const session = new ReadingSession(transaction as unknown as Sql, dialect, undefined);
  return new PgDatabase<PostgresJsQueryResultHKT>(dialect, session, undefined) as PostgresJsDatabase;
}
