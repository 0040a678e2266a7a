import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { App } from "../app.ts";
import { snapshotCache } from "../domains/flags/index.ts";
import { openStreams } from "./flags/count-streams.ts";
import { readersCutOff, unsentBytes } from "./unsent-room.ts";

/** What Prometheus may ask of one process. Names follow its conventions: unit at the end, `_total` for counters. */
export interface Metrics {
  readonly requests: Histogram<"route" | "method" | "status">;
  /** The page of `/metrics`. */
  read(): Promise<string>;
  readonly contentType: string;
}

const metricsOf = new WeakMap<App, Metrics>();

/** The metrics of this process; made with the first use. */
export function metricsFor(app: App): Metrics {
  const known = metricsOf.get(app);
  if (known) return known;
  const made = createMetrics(app);
  metricsOf.set(app, made);
  return made;
}

function createMetrics(app: App): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "plumbline_" });
  const { raw } = app.database;
  gauge(registry, "plumbline_events_unnumbered", "Events that were committed and have no position yet.", async () => {
    const [row] = await raw`select count(*)::int as n from events where position is null`;
    return Number(row?.n);
  });
  gauge(registry, "plumbline_relay_age_seconds", "Seconds since the relay last gave a sign of life.", async () => {
    const [row] =
      await raw`select extract(epoch from clock_timestamp() - alive_at) as age from relay_state where id = 1`;
    return Number(row?.age ?? Number.NaN);
  });
  gauge(registry, "plumbline_worker_processes", "Worker processes that reported in the last ten seconds.", async () => {
    const [row] =
      await raw`select count(*)::int as n from worker_processes where alive_at > clock_timestamp() - interval '10 seconds'`;
    return Number(row?.n);
  });
  gauge(registry, "plumbline_flag_streams", "Streams of flags that this process serves now.", async () =>
    openStreams(app),
  );
  const unsent = "Bytes that wait in this process for readers of streams and live connections that do not take them.";
  gauge(registry, "plumbline_stream_unsent_bytes", unsent, async () => unsentBytes(app));
  countCutOff(registry, app);
  countSnapshotReads(registry, app);
  const requests = new Histogram({
    name: "plumbline_http_request_duration_seconds",
    help: "Seconds from a request's headers to its answer's end.",
    labelNames: ["route", "method", "status"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return { requests, read: () => registry.metrics(), contentType: registry.contentType };
}

function gauge(registry: Registry, name: string, help: string, read: () => Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

function countCutOff(registry: Registry, app: App): void {
  new Counter({
    name: "plumbline_stream_readers_cut_off_total",
    help: "Readers of streams and live connections that were cut off because too much waited for them.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(readersCutOff(app));
    },
  });
}

/** Hit rate of memory: `memory` over all of them; of Postgres: all but `memory` and `built` over all but `memory`. */
function countSnapshotReads(registry: Registry, app: App): void {
  new Counter({
    name: "plumbline_flag_snapshot_reads_total",
    help: "Reads of an environment's flags by where they came from: memory, brought up to date by changes, stored, or built.",
    labelNames: ["from"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [from, count] of Object.entries(snapshotCache(app).reads)) this.inc({ from }, count);
    },
  });
}
