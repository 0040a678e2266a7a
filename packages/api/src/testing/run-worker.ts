import { createApp } from "../app.ts";
import { completeConfig, loadConfig } from "../config.ts";
import { startWorker } from "../jobs/start-worker.ts";

// A process that only works, for tests that kill it in the middle of a job.
const config = loadConfig(process.env);
const app = createApp(completeConfig(config, { databaseUrl: config.databaseUrl ?? "" }));
await startWorker(app, { schedules: false });
process.stdout.write("works\n");
