import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startScratchPostgres } from "../embedded/start-scratch-postgres.ts";
import { migrate } from "../migrate.ts";
import { templateName } from "./template-name.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the tests' Postgres, as its owner. */
    plumblineTestPostgres: string;
  }
}

/** One embedded Postgres for a whole run, without fsync, with the migrated template in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratchPostgres();
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${templateName}`);
  await sql.end();
  const url = new URL(server.url);
  url.pathname = `/${templateName}`;
  await migrate({ url: url.href });
  project.provide("plumblineTestPostgres", server.url);
  return () => server.stop();
}
