import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorker } from "../../../jobs/start-worker.ts";
import { systemContext } from "../../../service/context.ts";
import {
  eventually,
  insertWorkspace,
  type SpawnedNode,
  spawnNode,
  startTestApp,
  type TestApp,
} from "../../../testing/index.ts";
import { ingestLogs } from "../ingest/ingest-logs.ts";
import { readNdjson } from "../ndjson/read-ndjson.ts";
import { groupBatch } from "./reading/group-batch.ts";

// A worker of its own, killed as rudely as a machine would.

let running: TestApp;
let owner: Sql;
let victim: SpawnedNode | null = null;
let worker: { stop(): Promise<void> } | null = null;
let workspaceId: string;

beforeAll(async () => {
  running = await startTestApp({ env: { LOG_LEVEL: "silent" } });
  owner = postgres(running.databaseUrl, { max: 2, onnotice: () => {} });
  workspaceId = await insertWorkspace(running.app);
});
afterAll(async () => {
  await victim?.kill();
  await worker?.stop();
  await owner?.end();
  await running?.close();
});

const kinds = ["Payment of cart", "Refund of cart", "Delivery of cart"];

/** So many errors of each kind, with a tenant, by the way that all doors share. */
async function send(each: number): Promise<void> {
  const lines = Array.from({ length: each }, (_, n) =>
    kinds.map((kind) => ({ level: "error", msg: `${kind} ${n} failed`, service: "shop", tenant: `t${n % 3}` })),
  ).flat();
  const body = Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n"));
  await ingestLogs(systemContext(running.app, "test"), { workspaceId, door: "ndjson", body, read: readNdjson });
}

async function counted(): Promise<number> {
  const [row] = await owner`select coalesce(sum(count), 0)::int as n from error_groups`;
  return row?.n as number;
}

/** Holds the worker up in the middle of a batch: what it has written of it is not committed. @returns lets it go */
async function holdUp(): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const locked = Promise.withResolvers<void>();
  const holding = owner.begin(async (tx) => {
    await tx`lock table error_counts in access exclusive mode`;
    locked.resolve();
    await released;
  });
  await locked.promise;
  return async () => {
    release();
    await holding;
  };
}

async function isHeldUp(): Promise<boolean> {
  const [row] = await owner`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into "error_counts"%'`;
  return row !== undefined;
}

test("a worker killed in the middle of grouping: nothing is counted twice, nothing is lost, each group is told of once", async () => {
  await send(400);
  victim = spawnNode(new URL("../../../testing/run-worker.ts", import.meta.url), running.env);
  await victim.printed("works");
  await eventually(async () => (await counted()) === 1200, 60);
  const letGo = await holdUp();
  await send(700);
  await eventually(isHeldUp, 60);
  await victim.kill();
  await letGo();
  // It was in the middle: what it had done of the second lot went with it.
  expect(await counted()).toBe(1200);
  worker = await startWorker(running.app, { schedules: false });
  await eventually(async () => (await counted()) >= 3300, 60);
  const groups = await owner`select count::int as n from error_groups where merged_into is null`;
  expect(groups.map(({ n }) => n)).toEqual(kinds.map(() => 1100));
  const [sums] = await owner`select
    (select sum(count)::int from error_patterns) as patterns,
    (select sum(count)::int from error_counts where step = 1) as minutes,
    (select sum(count)::int from error_counts where step = 60) as hours,
    (select sum(count)::int from error_facets where kind = 'tenant') as tenants,
    (select count(*)::int from events where type = 'error_group.created') as told,
    (select count(*)::int from log_entries) as stored`;
  expect(sums).toEqual({ patterns: 3300, minutes: 3300, hours: 3300, tenants: 3300, told: 3, stored: 3300 });
}, 240_000);

test("errors that are to be grouped while their workspace is purged wait, and hold nothing that is deleted meanwhile", async () => {
  await worker?.stop();
  worker = null;
  await send(1);
  let grouping: Promise<string> | undefined;
  await owner.begin(async (purge) => {
    await purge`select from workspaces where id = ${workspaceId} for update`;
    grouping = groupBatch(systemContext(running.app, "test"), workspaceId);
    // It waits with its first lock; were it with a later one, at the first row that it writes, it would hold the reader.
    const waiting = () => owner`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and (query like '%for key share%' or query like 'insert into "error_%')`;
    await eventually(async () => (await waiting()).length > 0);
    await purge`delete from error_readers where workspace_id = ${workspaceId}`;
  });
  expect(await grouping).toBe("done");
});
