import { type App, createApp } from "./app.ts";
import { completeConfig, type GivenConfig } from "./config.ts";
import { stopDemoTraffic } from "./domains/demo/index.ts";
import { exposureBuffer } from "./domains/flags/index.ts";
import { usageOf } from "./domains/logs/index.ts";
import { createGraphQLServer } from "./graphql/create-graphql-server.ts";
import { createRateBuckets } from "./graphql/limits/rate-bucket.ts";
import { startWorker } from "./jobs/start-worker.ts";
import { startRelay } from "./outbox/relay.ts";
import { startHub } from "./subscriptions/hub.ts";
import { reportConnections } from "./subscriptions/report-connections.ts";
import { consoleDoor } from "./transport/console-door.ts";
import { graphqlDoor } from "./transport/graphql-door.ts";
import { type Listener, listen } from "./transport/listen.ts";
import { requestHandler } from "./transport/request-handler.ts";
import { attachWebSocketDoor } from "./transport/websocket-door.ts";

export interface StartOptions {
  config: GivenConfig;
  databaseUrl: string;
  /** What this process does. `serve` answers, `work` runs jobs; the relay runs in every process and one of them holds it. */
  roles: readonly ("serve" | "work")[];
  /** Whether jobs are started by their cron patterns, where jobs are run. Default true. */
  schedules?: boolean;
}

/** A running process. */
export interface Started {
  readonly app: App;
  /** The address it answers at; null for a process that only works. */
  readonly url: string | null;
  close(): Promise<void>;
}

/**
 * Wires one process together.
 * @throws PortTakenError when the port is in use
 */
export async function start({ config: given, databaseUrl, roles, schedules = true }: StartOptions): Promise<Started> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
    closers.length = 0;
  };
  try {
    // The port is taken first: its number is part of every address that the rest hands out.
    const listener = roles.includes("serve") ? await listen(given.host, given.port) : null;
    if (listener) closers.push(() => listener.close());
    const app = createApp(completeConfig(given, { databaseUrl, ...(listener ? { port: listener.port } : {}) }));
    closers.push(() => app.close());
    await app.outbox.bus.ready();
    const relay = startRelay(app);
    closers.push(() => relay.stop());
    if (listener) closers.push(await serve(app, listener));
    if (roles.includes("work")) {
      const worker = await startWorker(app, { schedules });
      closers.push(() => worker.stop());
    }
    return { app, url: listener ? app.config.publicUrl : null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(app: App, listener: Listener): Promise<() => Promise<void>> {
  const hub = await startHub(app);
  const buckets = createRateBuckets(app.database.raw);
  const yoga = createGraphQLServer(app, hub, buckets);
  const sockets = attachWebSocketDoor(app, listener.server, yoga);
  const stopReports = await reportConnections(app, hub);
  listener.answerWith(requestHandler(app, { graphql: graphqlDoor(app, yoga), console: consoleDoor(app.config) }));
  return async () => {
    await stopDemoTraffic(app);
    await stopReports();
    await sockets.close();
    hub.stop();
    await buckets.stop();
    // Counts of the last second; when the database is away already, they are lost, the entries are not.
    await usageOf(app)
      .tell()
      .catch(() => {});
    await exposureBuffer(app).tell();
  };
}
