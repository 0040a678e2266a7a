import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
const workspace = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 3, onnotice: () => {} });
  app = postgres(database.url, { max: 4, onnotice: () => {}, connection: { role: "plumbline_app" } });
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

async function insert(sql: postgres.Sql | postgres.TransactionSql, keep: number, time: string): Promise<number> {
  const [row] = await sql`
    insert into log_entries (workspace_id, keep_days, time, observed_at, received_at, severity, body, service, resource, attributes)
    values (${workspace}, ${keep}, ${time}, ${time}, ${time}, 9, 'hello', 'checkout', '{}', '{}') returning seq`;
  return Number(row?.seq);
}

async function bound<T>(work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  return (
    await app.begin(async (tx) => {
      await tx`select set_config('plumbline.workspace', ${workspace}, true)`;
      return { result: await work(tx) };
    })
  ).result;
}

test("a partition is made once, however many ask at once, and the app's role may not make tables itself", async () => {
  const names = await Promise.all(
    Array.from({ length: 4 }, () => app`select plumbline.ensure_log_partition(30, '2026-11-21') as name`),
  );
  expect(new Set(names.map(([row]) => row?.name))).toEqual(new Set(["log_entries_k30_20261121"]));
  expect(await owner`select * from plumbline.log_partitions()`).toMatchObject([
    { name: "log_entries_k30_20261121", keep_days: 30 },
  ]);
  await expect(app`create table mine (id int)`).rejects.toThrow(/permission denied/);
});

test("a partition is dropped when all of it is beyond its days, and not a second earlier", async () => {
  await bound((tx) => insert(tx, 30, "2026-11-21T23:59:59Z"));
  const drop = async (at: string) => {
    const [row] = await owner`select plumbline.drop_log_partition(30, '2026-11-21', ${at}) as dropped`;
    return row?.dropped;
  };
  expect(await drop("2026-12-21T23:59:59Z")).toBe(false);
  expect(await bound((tx) => tx`select body from log_entries`)).toEqual([{ body: "hello" }]);
  expect(await drop("2026-12-22T00:00:00Z")).toBe(true);
  expect(await bound((tx) => tx`select body from log_entries`)).toEqual([]);
  expect(await owner`select * from plumbline.log_partitions()`).toEqual([]);
});

test("the safe seq stays below a batch that is not committed, whatever was committed after it", async () => {
  await owner`select plumbline.ensure_log_partition(7, '2026-11-21')`;
  const safe = async () => Number((await app`select plumbline.log_safe_seq() as seq`)[0]?.seq);
  const before = await safe();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let written: (seq: number) => void = () => {};
  const slowSeq = new Promise<number>((resolve) => {
    written = resolve;
  });
  const slow = bound(async (tx) => {
    await tx`select plumbline.begin_log_batch()`;
    written(await insert(tx, 7, "2026-11-21T10:00:00Z"));
    await released;
  });
  const behind = await slowSeq;
  const fast = await bound(async (tx) => {
    await tx`select plumbline.begin_log_batch()`;
    return await insert(tx, 7, "2026-11-21T10:00:01Z");
  });
  expect(fast).toBeGreaterThan(behind);
  expect(await safe()).toBeGreaterThanOrEqual(before);
  expect(await safe()).toBeLessThan(behind);
  release();
  await slow;
  expect(await safe()).toBeGreaterThanOrEqual(fast);
});
