import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";

/**
 * Drizzle over one transaction of postgres.js. Drizzle 0.45 reads `client.options.parsers`, which postgres.js gives to the pool
 * only: without the pool's options it throws "Cannot read properties of undefined (reading 'parsers')".
 */
export function transactionDrizzle(pool: Sql, transaction: TransactionSql): PostgresJsDatabase {
  return drizzle(Object.assign(transaction, { options: pool.options }) as unknown as Sql);
}
