import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../packages/api/src/config.ts";
import { explainFailure } from "../packages/api/src/explain-failure.ts";
import { runUntilStopped } from "../packages/api/src/run-until-stopped.ts";
import { SettingError } from "../packages/api/src/setting.ts";
import { requireFreePort } from "../packages/api/src/transport/require-free-port.ts";
import { startEmbeddedPostgres } from "../packages/db/src/embedded/start-embedded-postgres.ts";
import { migrate } from "../packages/db/src/migrate.ts";
import { buildConsole, ConsoleBuildError } from "./build-console.ts";
import { buildWidgets } from "./build-widgets.ts";
import { welcome } from "./welcome.ts";

// `npm start`: from nothing to a running Plumbline, in one process.

/** What follows `npm start --`. */
function readOptions(): { demo: boolean } {
  try {
    return parseArgs({ options: { demo: { type: "boolean", default: false } } }).values;
  } catch (error) {
    throw new SettingError(
      `${(error as Error).message.split(". ")[0]}. npm start takes one option: npm start -- --demo`,
    );
  }
}

function explain(error: unknown): string {
  return error instanceof ConsoleBuildError ? error.message : explainFailure(error);
}

await runUntilStopped(async ({ step, closeLater }) => {
  const options = readOptions();
  const config = loadConfig(process.env);
  await requireFreePort(config.host, config.port);

  // Loading takes seconds: what can go wrong before is told at once, and Postgres starts meanwhile.
  const loaded = import("../packages/api/src/start.ts");
  loaded.catch(() => {});
  const root = resolve(import.meta.dirname, "..");
  const built = Promise.all([buildConsole(root), buildWidgets(root)]);
  built.catch(() => {});
  let databaseUrl = config.databaseUrl;
  let cluster: string | undefined;
  if (!databaseUrl) {
    step("Starting Postgres 18");
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, onLog: () => {} });
    closeLater(() => postgres.stop());
    ({ url: databaseUrl, cluster } = postgres);
  }
  step("Migrating the database");
  await migrate({ url: databaseUrl });
  step("Building the console");
  await built;
  step("Starting the API, the relay and the worker");
  const plumbline = await (await loaded).start({ config, databaseUrl, roles: ["serve", "work"] });
  closeLater(() => plumbline.close());
  if (options.demo) {
    step("Setting up the demo workspace");
    await (await import("../packages/api/src/domains/demo/index.ts")).openDemo(plumbline.app);
  }
  // Counted from the start of the process, loading included: what the person waited.
  const seconds = performance.now() / 1000;
  process.stdout.write(welcome({ config: plumbline.app.config, cluster, seconds }));
}, explain);
