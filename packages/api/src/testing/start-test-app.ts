import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@plumbline/db/testing";
import { type App, createApp } from "../app.ts";
import { completeConfig, loadConfig } from "../config.ts";

export interface StartTestAppOptions {
  /** Settings on top of the tests' own, by the variable's name. */
  env?: Record<string, string>;
  /** A database to share with another process; default: one of its own, dropped at the end. */
  databaseUrl?: string;
}

/** What a process has, without its doors, its relay and its worker. */
export interface TestApp {
  readonly app: App;
  readonly databaseUrl: string;
  /** Settings with which a child process works on the same database. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

/** For tests of the parts below the doors: they start the relay or the worker that they are about themselves. */
export async function startTestApp({ env = {}, databaseUrl }: StartTestAppOptions = {}): Promise<TestApp> {
  const database = databaseUrl ? null : await createTestDatabase();
  const url = databaseUrl ?? database?.url ?? "";
  const dataDir = env.PLUMBLINE_DATA ?? mkdtempSync(join(tmpdir(), "plumbline-test-"));
  const full = { LOG_LEVEL: "error", PLUMBLINE_DATA: dataDir, OUTBOUND_ALLOW: "127.0.0.1,localhost", ...env };
  const app = createApp(completeConfig(loadConfig(full), { databaseUrl: url }));
  await app.outbox.bus.ready();
  return {
    app,
    databaseUrl: url,
    env: { ...full, DATABASE_URL: url },
    async close() {
      await app.close();
      await database?.drop();
      if (!env.PLUMBLINE_DATA) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
