import { createApp } from "../app.ts";
import { completeConfig, loadConfig } from "../config.ts";
import { startRelay } from "../outbox/relay.ts";

// A process that only relays, for tests that kill it.
const config = loadConfig(process.env);
const app = createApp(completeConfig(config, { databaseUrl: config.databaseUrl ?? "" }));
const relay = startRelay(app);
setInterval(() => {
  if (relay.holds()) process.stdout.write("holds the relay\n");
}, 20);
