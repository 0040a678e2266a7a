import { createApp } from "../app.ts";
import { completeConfig, loadConfig } from "../config.ts";
import { startWorker } from "../jobs/start-worker.ts";

// A process that only works, for tests that kill it in the middle of a job.
const config = loadConfig(process.env);
await startWorker(createApp(completeConfig(config, { databaseUrl: config.databaseUrl ?? "" })));
process.stdout.write("works\n");
