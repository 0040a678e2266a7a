import { Logger, run } from "graphile-worker";
import { Pool } from "pg";
import postgres from "postgres";
import { z } from "zod";
import { createApp } from "../packages/api/src/app.ts";
import { completeConfig, loadConfig } from "../packages/api/src/config.ts";
import { startWorker } from "../packages/api/src/jobs/start-worker.ts";
import { defineJob } from "../packages/api/src/outbox/define-job.ts";
import { type BenchPostgres, startBenchPostgres } from "./bench-server.ts";
import { type Benchmark, type Measure, perSecond, rate } from "./measure.ts";

const count = 20_000;

/** Our worker with a job that does nothing, against graphile-worker alone with one; both with local queue and batched completion. */
export const jobs: Benchmark = {
  name: "jobs",
  async run(): Promise<Measure[]> {
    const server = await startBenchPostgres();
    try {
      // In turn, twice: the machine's speed drifts, and the second round of each counts.
      await bareWorker(server);
      await ourWorker(server);
      const bare = await bareWorker(server);
      const ours = await ourWorker(server);
      return [
        {
          what: "Jobs",
          value: rate(ours),
          against: `graphile-worker with a no-op, ${rate(bare)}`,
          ratio: ours / bare,
          budget: { sign: ">=", ratio: 0.8 },
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

async function addJobs(url: string, task: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`select plumbline.enqueue(${task}, '{}'::json) from generate_series(1, ${count})`;
  await sql.end();
}

/** @returns jobs a second, from the first one run to the last */
function stopwatch(): { count(): void; done: Promise<number> } {
  let ran = 0;
  let startedAt = 0;
  let finish = (_: number) => {};
  const done = new Promise<number>((resolve) => {
    finish = resolve;
  });
  return {
    count() {
      if (ran === 0) startedAt = performance.now();
      ran += 1;
      if (ran === count) finish(perSecond(count, performance.now() - startedAt));
    },
    done,
  };
}

async function bareWorker({ url }: BenchPostgres): Promise<number> {
  await addJobs(url, "bench.bare");
  const watch = stopwatch();
  const pgPool = new Pool({ connectionString: url, max: 6 });
  const runner = await run({
    pgPool,
    noHandleSignals: true,
    // Its own log would cost it a third of its speed here.
    logger: new Logger(() => () => {}),
    taskList: { "bench.bare": async () => watch.count() },
    preset: {
      worker: { concurrentJobs: 10, localQueue: { size: 500 }, completeJobBatchDelay: 20, failJobBatchDelay: 20 },
    },
  });
  const result = await watch.done;
  await runner.stop();
  await pgPool.end();
  return result;
}

async function ourWorker({ url, dataDir }: BenchPostgres): Promise<number> {
  await addJobs(url, "bench.ours");
  const watch = stopwatch();
  const noop = defineJob({
    name: "bench.ours",
    description: "Does nothing, to be counted.",
    payload: z.object({}),
    run: async () => watch.count(),
  });
  const config = loadConfig({ LOG_LEVEL: "error", PLUMBLINE_DATA: dataDir });
  const app = createApp(completeConfig(config, { databaseUrl: url }));
  const worker = await startWorker(app, { jobs: [noop] });
  const result = await watch.done;
  await worker.stop();
  await app.close();
  return result;
}
