import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { templateName } from "./template-name.ts";

/** A database of one test file. */
export interface TestDatabase {
  /** The owner's connection string. */
  readonly url: string;
  drop(): Promise<void>;
}

/** Clones the migrated template: a database per test file, so that files cannot disturb each other. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("plumblineTestPostgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asOwner(server, (sql) => sql.unsafe(`create database ${name} template ${templateName} strategy file_copy`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asOwner(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  };
}

async function asOwner(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
