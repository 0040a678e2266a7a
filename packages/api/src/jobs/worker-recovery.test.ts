import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetOldRequests } from "../domains/events/jobs/forget-old-requests.ts";
import { jobs } from "../registry.gen.ts";
import { eventually } from "../testing/eventually.ts";
import { spawnNode } from "../testing/spawn-node.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import { startWorker } from "./start-worker.ts";

let server: TestApp;
let owner: Sql;

beforeAll(async () => {
  server = await startTestApp();
  owner = postgres(server.databaseUrl, { max: 2 });
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function waiting(): Promise<number> {
  const [row] = await owner`
    select count(*)::int as n from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${forgetOldRequests.name}`;
  return row?.n;
}

/** Holds the job up half-way until the returned function is called. */
async function holdUp(): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const transaction = owner.begin(async (tx) => {
    await tx`lock table idempotency_keys in access exclusive mode`;
    locked();
    await released;
  });
  await isLocked;
  return async () => {
    release();
    await transaction;
  };
}

async function isHeldUp(): Promise<boolean> {
  const [row] = await owner`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from idempotency_keys%'`;
  return row !== undefined;
}

test("the job of a worker that was killed runs again within seconds", async () => {
  await owner`insert into idempotency_keys (caller, key, fingerprint, created_at) values ('user:x', 'k', 'f', now() - interval '2 days')`;
  const letGo = await holdUp();
  await owner`select plumbline.enqueue(${forgetOldRequests.name}, '{}'::json)`;
  const victim = spawnNode(new URL("../testing/run-worker.ts", import.meta.url), server.env);
  await victim.printed("works");
  await eventually(isHeldUp);
  await victim.kill();
  await letGo();
  expect(await waiting()).toBe(1);
  const worker = await startWorker(server.app, { schedules: false });
  try {
    await eventually(async () => (await waiting()) === 0);
    const [left] = await owner`select count(*)::int as n from idempotency_keys`;
    expect(left?.n).toBe(0);
  } finally {
    await worker.stop();
  }
});

test("a worker that stops in order leaves no sign of itself", async () => {
  const worker = await startWorker(server.app, { schedules: false });
  expect((await owner`select name from worker_processes`).length).toBe(1);
  await worker.stop();
  expect((await owner`select name from worker_processes`).length).toBe(0);
});

test("a worker starts what the calendar says, each job by its own pattern, unless it is told to leave that", async () => {
  const scheduled = () => owner`select identifier from graphile_worker._private_known_crontabs order by identifier`;
  const workOnly = await startWorker(server.app, { schedules: false });
  await workOnly.stop();
  expect(await scheduled()).toEqual([]);
  const worker = await startWorker(server.app);
  try {
    const expected = jobs.filter(({ cron }) => cron !== undefined).map(({ name }) => name);
    await eventually(async () => (await scheduled()).length === expected.length);
    expect((await scheduled()).map(({ identifier }) => identifier).sort()).toEqual(expected.sort());
  } finally {
    await worker.stop();
  }
});
