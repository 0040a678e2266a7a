import { randomInt } from "node:crypto";
import postgres from "postgres";
import type { App } from "../app.ts";
import { recoverDeadWorkers } from "./recover-dead-workers.ts";

/** Seconds between two looks for workers that died. */
const sweepMs = 5000;
const heartbeatMs = 2000;

/** This process's row among the workers. */
export interface WorkerRegistration {
  addWorkerId(workerId: string): void;
  countDone(): void;
  countFailed(): void;
  end(): Promise<void>;
}

/**
 * Registers the process with an advisory lock on a connection of its own, keeps its row fresh (readiness reads it), and gives
 * back the jobs of processes whose lock is gone.
 */
export async function registerWorkerProcess(app: App, name: string): Promise<WorkerRegistration> {
  const sql = postgres(app.config.databaseUrl, {
    max: 1,
    onnotice: () => {},
    // By default postgres.js renews a connection after half an hour or so, and the lock would be gone with it.
    max_lifetime: null,
    connection: { application_name: "plumbline worker registration", search_path: "public" },
  });
  const lockKey = randomInt(1, 2 ** 47);
  const workerIds = new Set<string>();
  let done = 0;
  let failed = 0;

  async function beat(): Promise<void> {
    // A lost connection lost the lock too: taking it again is a no-op otherwise, since session locks are counted.
    await sql`select pg_try_advisory_lock(${lockKey}) where not exists (
      select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
        and ((classid::bigint << 32) | objid::bigint) = ${lockKey})`;
    await sql`
      insert into worker_processes (name, lock_key, worker_ids) values (${name}, ${lockKey}, ${[...workerIds]})
      on conflict (name) do update set worker_ids = excluded.worker_ids, alive_at = clock_timestamp(),
        jobs_done = worker_processes.jobs_done + ${done}, jobs_failed = worker_processes.jobs_failed + ${failed}`;
    done = 0;
    failed = 0;
  }

  async function sweep(): Promise<void> {
    const recovered = await recoverDeadWorkers(sql);
    if (recovered > 0) {
      app.log.warn({ workers: recovered }, "Gave back the jobs of workers that ended without saying so.");
      app.outbox.wakeWorkers();
    }
  }

  const quietly = (work: () => Promise<void>) => () => {
    work().catch((err) => app.log.warn({ err }, "The worker could not report; it tries again."));
  };
  await beat();
  await sweep();
  const timers = [setInterval(quietly(beat), heartbeatMs), setInterval(quietly(sweep), sweepMs)];
  return {
    addWorkerId(workerId) {
      workerIds.add(workerId);
      quietly(beat)();
    },
    countDone: () => {
      done += 1;
    },
    countFailed: () => {
      failed += 1;
    },
    async end() {
      for (const timer of timers) clearInterval(timer);
      await sql`delete from worker_processes where name = ${name}`;
      await sql.end({ timeout: 2 });
    },
  };
}
