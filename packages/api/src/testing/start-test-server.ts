import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@plumbline/db/testing";
import type { App } from "../app.ts";
import { type GivenConfig, loadConfig } from "../config.ts";
import { type StartOptions, start } from "../start.ts";

export interface StartTestServerOptions {
  /** Settings on top of the tests' own, by the variable's name. */
  env?: Record<string, string>;
  /** Default: serve and work, as `npm start` does. */
  roles?: StartOptions["roles"];
  /** A database to share with another server; default: one of its own, dropped at the end. */
  databaseUrl?: string;
}

/** The real server on a free port, with a database of its own. */
export interface TestServer {
  readonly app: App;
  readonly url: string;
  readonly databaseUrl: string;
  readonly config: GivenConfig;
  /** The folder of generated keys; a second server on the same database needs the same one. */
  readonly dataDir: string;
  close(): Promise<void>;
}

/**
 * Starts everything that `npm start` starts, quietly, but the console's build and what the calendar starts: a test enqueues a
 * scheduled job itself, and finds the same whatever the minute.
 */
export async function startTestServer(options: StartTestServerOptions = {}): Promise<TestServer> {
  const database = options.databaseUrl ? null : await createTestDatabase();
  const databaseUrl = options.databaseUrl ?? database?.url ?? "";
  const dataDir = options.env?.PLUMBLINE_DATA ?? mkdtempSync(join(tmpdir(), "plumbline-test-"));
  const config = loadConfig({
    PORT: "0",
    LOG_LEVEL: "error",
    PLUMBLINE_DATA: dataDir,
    OUTBOUND_ALLOW: "127.0.0.1,localhost",
    ...options.env,
  });
  const started = await start({ config, databaseUrl, roles: options.roles ?? ["serve", "work"], schedules: false });
  return {
    app: started.app,
    url: started.url ?? "",
    databaseUrl,
    config,
    dataDir,
    async close() {
      await started.close();
      await database?.drop();
      if (!options.env?.PLUMBLINE_DATA) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
