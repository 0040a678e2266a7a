import { workspaces } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { systemContext } from "../service/context.ts";
import { transact } from "../service/transact.ts";
import { eventually } from "../testing/eventually.ts";
import { insertWorkspace } from "../testing/insert-workspace.ts";
import { type SpawnedNode, spawnNode } from "../testing/spawn-node.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import { defineEvent } from "./define-event.ts";
import { numberEvents } from "./number-events.ts";
import { recordEvent } from "./record-event.ts";
import { type Relay, startRelay } from "./relay.ts";

// A type that webhook endpoints may receive, so that the durable sinks have something to do.
const counted = defineEvent({
  type: "workspace.renamed",
  subject: "test",
  description: "A test counted.",
  data: z.object({ n: z.number() }),
});

let server: TestApp;
let workspaceId: string;
const relays: Relay[] = [];
const processes: SpawnedNode[] = [];

beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
  for (const relay of relays.splice(0)) await relay.stop();
});

function relay(app = server.app): Relay {
  const started = startRelay(app);
  relays.push(started);
  return started;
}

function spawn(file: string, ...args: string[]): SpawnedNode {
  const spawned = spawnNode(new URL(`../testing/${file}`, import.meta.url), server.env, args);
  processes.push(spawned);
  return spawned;
}

/** Counts up on a row of its own under the row's lock, as a verb does. */
async function count(subject: string, note: (n: number) => Promise<void> = async () => {}): Promise<void> {
  const ctx = systemContext(server.app, "test");
  await transact(ctx, { workspaceId: subject, verb: "count", input: null }, async (tx) => {
    const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, subject)).for("update");
    const n = Number(row?.name.replace(/\D/g, "") || 0) + 1;
    await tx
      .update(workspaces)
      .set({ name: `n${n}` })
      .where(eq(workspaces.id, subject));
    await recordEvent(tx, ctx, counted, { workspaceId: subject, subjectId: subject, data: { n } });
    await note(n);
  });
}

async function log(subject: string): Promise<{ position: number | null; n: number }[]> {
  const rows = await server.app.database.raw`
    select position, (data->>'n')::int as n from events where workspace_id = ${subject} order by position nulls last, seq`;
  return rows.map((row) => ({ position: row.position === null ? null : Number(row.position), n: row.n }));
}

async function numbered(subject: string): Promise<number[]> {
  return await eventually(async () => {
    const rows = await log(subject);
    return rows.every((row) => row.position !== null) ? rows.map((row) => row.n) : null;
  }, 25);
}

async function whole(): Promise<{ events: number; first: number; last: number; distinct: number; mark: number }> {
  const [row] = await server.app.database.raw`
    select count(*)::int as events, min(position)::int as first, max(position)::int as last,
      count(distinct position)::int as distinct, (select position::int from relay_state) as mark
    from events`;
  return row as never;
}

/** What the durable sinks made of a workspace's events. */
async function sent(subject: string): Promise<{ messages: number; events: number; jobs: number }> {
  const owner = postgres(server.databaseUrl, { max: 1 });
  try {
    const [row] = await owner`
      select count(*)::int as messages, count(distinct event_id)::int as events, (
        select count(*)::int from graphile_worker._private_jobs where payload->>'workspaceId' = ${subject}) as jobs
      from webhook_messages where workspace_id = ${subject}`;
    return row as never;
  } finally {
    await owner.end();
  }
}

test("gives each subject's events positions in the order in which their locks were taken", async () => {
  relay();
  const subjects = await Promise.all([1, 2, 3].map(() => insertWorkspace(server.app)));
  await Promise.all(subjects.flatMap((subject) => Array.from({ length: 40 }, () => count(subject))));
  for (const subject of subjects) {
    expect(await numbered(subject)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  }
  const { events, first, last, distinct, mark } = await whole();
  expect({ first, last, distinct, mark }).toEqual({ first: 1, last: events, distinct: events, mark: events });
});

test("skips nothing when an earlier event commits later", async () => {
  relay();
  const other = await insertWorkspace(server.app);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  // Takes its place in the identity column first and commits last.
  const slow = count(workspaceId, () => held);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await count(other);
  const early = await eventually(async () => (await log(other))[0]?.position);
  commit();
  await slow;
  const late = await eventually(async () => (await log(workspaceId))[0]?.position);
  expect(late).toBeGreaterThan(early);
});

test("loses and doubles nothing when the writer is killed between commit and relay", async () => {
  const writer = spawn("write-events.ts", workspaceId, "25");
  await writer.printed("committed");
  expect((await log(workspaceId)).every((event) => event.position === null)).toBe(true);
  await writer.kill();
  relay();
  expect(await numbered(workspaceId)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
});

test("numbers and hands over each event once although its process is killed again and again", async () => {
  const subjects = await Promise.all([1, 2].map(() => insertWorkspace(server.app)));
  for (const subject of subjects) {
    await server.app.database.raw`
      insert into webhook_endpoints (workspace_id, url, secret) values (${subject}, 'https://example.com/', 'sealed')`;
  }
  let writing = true;
  const writers = subjects.map(async (subject) => {
    while (writing) {
      await Promise.all(Array.from({ length: 4 }, () => count(subject)));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  for (let round = 0; round < 3; round += 1) {
    const process = spawn("run-relay.ts");
    await process.printed("holds the relay");
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
    await process.kill();
  }
  writing = false;
  await Promise.all(writers);
  relay();
  for (const subject of subjects) {
    const counts = await numbered(subject);
    expect(counts).toEqual(counts.map((_, index) => index + 1));
    expect(await sent(subject)).toEqual({ messages: counts.length, events: counts.length, jobs: counts.length });
  }
  const { events, first, last, distinct, mark } = await whole();
  expect({ first, last, distinct, mark }).toEqual({ first: 1, last: events, distinct: events, mark: events });
}, 120_000);

test("is held by one process; when that is killed another takes over and the fence moves", async () => {
  const first = spawn("run-relay.ts");
  await first.printed("holds the relay");
  const second = relay();
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(second.holds()).toBe(false);
  const [before] = await server.app.database.raw`select fence from relay_state`;
  await first.kill();
  await eventually(() => second.holds());
  const [after] = await server.app.database.raw`select fence from relay_state`;
  expect(Number(after?.fence)).toBeGreaterThan(Number(before?.fence));
  await count(workspaceId);
  await eventually(async () => (await log(workspaceId))[0]?.position);
});

test("numbers nothing with a fence that was lost", async () => {
  await count(workspaceId);
  const [state] = await server.app.database.raw`select fence from relay_state`;
  const numbered = await server.app.database.raw.begin((tx) => numberEvents(tx, Number(state?.fence) - 1));
  expect(numbered).toBeNull();
  expect((await log(workspaceId))[0]?.position).toBeNull();
});

test("gives signs of life while nothing happens", async () => {
  relay();
  const seen = async () => {
    const [row] = await server.app.database.raw`select alive_at from relay_state`;
    return Number(row?.alive_at);
  };
  await eventually(() => relays[0]?.lastRoundAt());
  for (let sign = 0; sign < 2; sign += 1) {
    const before = await seen();
    await eventually(async () => (await seen()) > before);
  }
});
