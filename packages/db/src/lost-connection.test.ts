import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, withWorkspace } from "./index.ts";
import type { Database } from "./open-database.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let testDatabase: TestDatabase;
let database: Database;
const workspace = "019a0000-0000-7000-8000-000000000000";

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, max: 4 });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function cutEveryConnection(): Promise<void> {
  const owner = postgres(testDatabase.url, { max: 1 });
  await owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = 'plumbline'`;
  await owner.end();
}

/** A caller may be handed a connection whose end is on its way; the pool has opened a new one a moment later. */
async function soon<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test("a connection cut under a bound read rejects that read, and the next one works", async () => {
  for (let round = 0; round < 5; round += 1) {
    const read = withWorkspace(database, workspace, async (db) => {
      await db.execute(sql`select 1`);
      await cutEveryConnection();
      await db.execute(sql`select 2`);
    });
    await expect(read).rejects.toThrow();
    const bound = await soon(() =>
      withWorkspace(database, workspace, (db) =>
        db.execute(sql`select current_setting('plumbline.workspace') as workspace`),
      ),
    );
    expect(bound[0]?.workspace).toBe(workspace);
  }
});

test("a released connection is bound to nothing", async () => {
  // Its own connections: of those that were cut above, some may be on their way out still.
  const whole = openDatabase({ url: testDatabase.url, max: 4 });
  try {
    await Promise.all(
      Array.from({ length: 4 }, () => withWorkspace(whole, workspace, (db) => db.execute(sql`select 1`))),
    );
    const settings = await Promise.all(
      Array.from({ length: 8 }, () =>
        whole.app.execute(sql`select current_setting('plumbline.workspace', true) as workspace`),
      ),
    );
    for (const [row] of settings) expect(row?.workspace ?? "").toBe("");
  } finally {
    await whole.close();
  }
});

test("a read that outlives its connection is refused, never answered under another workspace's binding", async () => {
  const other = "019a0000-0000-7000-8000-000000000001";
  const narrow = openDatabase({ url: testDatabase.url, max: 1 });
  try {
    const late = await new Promise((resolve, reject) => {
      const outer = withWorkspace(narrow, workspace, async (db) => {
        await db.execute(sql`select 1`);
        await cutEveryConnection();
        await db.execute(sql`select 2`).catch(() => {});
        // The pool has one connection: it is opened again for the next caller, who binds it to another workspace.
        const asOther = (theirs: Parameters<Parameters<typeof withWorkspace>[2]>[0]) => theirs.execute(sql`select 3`);
        await soon(() => withWorkspace(narrow, other, asOther));
        await withWorkspace(narrow, other, async (theirs) => {
          await asOther(theirs);
          const answer = db.execute(sql`select current_setting('plumbline.workspace', true) as workspace`);
          resolve(
            await answer.then(
              (rows) => rows[0]?.workspace,
              () => "refused",
            ),
          );
        }).catch(reject);
      });
      // It is told of the loss at once, while what it was doing goes on.
      outer.catch(() => {});
    });
    expect(late).toBe("refused");
  } finally {
    await narrow.close();
  }
});

test("a connection cut while it reads the types harms nobody, and the next one reads them", async () => {
  const target = new URL(testDatabase.url);
  let cuts = 2;
  // As a proxy that restarts: the question for the types is the first that a fresh connection asks.
  const proxy = createServer((socket) => {
    const onward = connect(Number(target.port), target.hostname);
    socket.on("error", () => {});
    onward.on("error", () => {});
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
    onward.pipe(socket);
    socket.on("data", (sent) => {
      if (!sent.includes("pg_catalog.pg_type") || cuts === 0) return void onward.write(sent);
      cuts -= 1;
      socket.destroy();
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const through = new URL(target);
  through.port = String((proxy.address() as AddressInfo).port);
  through.hostname = "127.0.0.1";
  const narrow = openDatabase({ url: through.href, max: 1 });
  try {
    // An answer with a list in it: without the types it would be a text. A rejection that nobody takes would end the process.
    const rows = await soon(() => narrow.raw`select array['a', 'b']::text[] as list`);
    expect(rows[0]?.list).toEqual(["a", "b"]);
    expect(cuts).toBe(0);
  } finally {
    await narrow.close();
    proxy.close();
  }
});
