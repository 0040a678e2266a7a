import { migrate } from "@plumbline/db/migrate";
import { loadConfig } from "./config.ts";
import { explainFailure } from "./explain-failure.ts";
import { runUntilStopped } from "./run-until-stopped.ts";
import { SettingError } from "./setting.ts";
import type { StartOptions } from "./start.ts";
import { requireFreePort } from "./transport/require-free-port.ts";

/** Runs one of the two processes apart, for installations that bring their own Postgres. Whichever comes first migrates it. */
export async function runProcess(roles: StartOptions["roles"]): Promise<void> {
  await runUntilStopped(async ({ closeLater, step }) => {
    const config = loadConfig(process.env);
    if (!config.databaseUrl) {
      throw new SettingError(
        "DATABASE_URL is not set. A process that runs apart needs the database that the others use: set DATABASE_URL, or use npm start.",
      );
    }
    if (roles.includes("serve")) await requireFreePort(config.host, config.port);
    step("Migrating the database");
    await migrate({ url: config.databaseUrl });
    // Loading it takes seconds; what can go wrong before is told at once.
    const { start } = await import("./start.ts");
    const started = await start({ config, databaseUrl: config.databaseUrl, roles });
    closeLater(() => started.close());
    process.stdout.write(started.url ? `Plumbline is ready at ${started.url}\n` : "Plumbline's worker is ready\n");
  }, explainFailure);
}
