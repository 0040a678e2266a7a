import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import type { Actor } from "../../service/actor.ts";
import { createContext } from "../../service/context.ts";
import { eventually, insertMember } from "../../testing/index.ts";
import { type ProvingGround, startProvingGround } from "../../testing/prove-write-verb.ts";
import { logStoreOf } from "./store/log-store-of.ts";
import { logFeedsOf } from "./tail/log-feed.ts";
import { LogTail } from "./tail/log-tail.ts";
import { tailFrames } from "./tail/tail-frames.ts";
import { tailLogs } from "./tail/tail-logs.ts";
import type { LogTailBatch } from "./tail/tail-queue.ts";
import { tailTurnsOf } from "./tail/tail-turns.ts";
import { makeEntry } from "./testing/make-entry.ts";

let ground: ProvingGround;
let workspaceId: string;
let readers: Actor[];
const open: LogTail[] = [];

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = decodeId("ws", ground.workspace.id);
  const { app } = ground.server;
  readers = [await insertMember(app, workspaceId, "viewer"), await insertMember(app, workspaceId, "viewer")];
}, 60_000);
afterAll(() => ground?.close());
afterEach(async () => {
  for (const tail of open.splice(0)) await tail.return();
  await eventually(() => logFeedsOf(ground.server.app).size() === 0);
});

async function write(count: number, body = "line") {
  const entries = Array.from({ length: count }, (_, n) => makeEntry({ time: Date.now() * 1000, body: `${body} ${n}` }));
  await logStoreOf(ground.server.app).append(workspaceId, [{ entries, environmentId: null, receivedAt: new Date() }]);
}

async function follow(actor: Actor): Promise<LogTail> {
  const ctx = createContext({ app: ground.server.app, actor });
  const tail = await tailLogs(ctx, { workspaceId, search: {}, after: null });
  open.push(tail);
  return tail;
}

/** Reads on until so many entries were told or said to be left out. */
async function readAll(tail: LogTail, count: number): Promise<LogTailBatch[]> {
  const batches: LogTailBatch[] = [];
  for await (const batch of tail) {
    batches.push(batch);
    if (batches.reduce((sum, { skipped, entries }) => sum + skipped + entries.length, 0) >= count) break;
  }
  return batches;
}

test("an entry is matched once and written out once for all tails that look for the same", async () => {
  const { app } = ground.server;
  const tried: string[] = [];
  let looks = 0;
  for (let n = 0; n < 40; n += 1) {
    const tail = new LogTail({
      app,
      workspaceId,
      actor: readers[0] as Actor,
      after: null,
      search: { key: "counted", budget: null, matches: ({ line }) => tried.push(line.body) > 0 },
      recheck: async () => {
        looks += 1;
      },
    });
    open.push(await tail.start());
  }
  const later = Date.now() + 1100;
  vi.spyOn(Date, "now").mockImplementation(() => later);
  try {
    await write(300, "once");
    const told = await Promise.all(open.map((tail) => readAll(tail, 300)));
    expect([tried.length, new Set(tried).size]).toEqual([300, 300]);
    // The rights of one reader are looked at once, however many tails wait for that.
    expect(looks).toBe(1);
    const [first = []] = told;
    expect(first.flatMap(({ entries }) => entries).length).toBe(300);
    const bytes = told.map((batches) => batches.map((batch) => tailFrames(batch)[0]));
    for (const [place, piece] of (bytes[0] ?? []).entries())
      for (const other of bytes) expect(other[place] === piece).toBe(true);
    expect(
      Buffer.concat(first.flatMap(tailFrames))
        .toString()
        .match(/^event: entry\ndata: \{.*\}$/gm)?.length,
    ).toBe(300);
  } finally {
    vi.restoreAllMocks();
  }
});

test("beside tails that nobody reads, a healthy one is told everything, or how much was left out", async () => {
  const { owner, slug } = ground.workspace;
  const { hostname, port, host } = new URL(ground.server.url);
  const head = `GET /v1/logs/tail?workspace=${slug} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${owner.cookie}\r\n\r\n`;
  const unread = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const socket = connect(Number(port), hostname).on("error", () => {});
      socket.write(head);
      const answer = await new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(String(chunk))));
      expect(answer).toContain("200 OK");
      return socket.pause();
    }),
  );
  const idle = await Promise.all(Array.from({ length: 40 }, () => follow(readers[0] as Actor)));
  const healthy = await follow(readers[1] as Actor);
  const reading = readAll(healthy, 6000);
  for (let n = 0; n < 6; n += 1) await write(1000, "x".repeat(1000));
  const told = await reading;
  const count = (batches: LogTailBatch[]) =>
    batches.reduce((sum, { skipped, entries }) => sum + skipped + entries.length, 0);
  expect(count(told)).toBe(6000);
  // Who comes back late is told the newest, and how much is missing.
  const late = await readAll(idle[0] as LogTail, 6000);
  expect(count(late)).toBe(6000);
  expect(late[0]?.skipped).toBeGreaterThan(0);
  expect(late.at(-1)?.entries.at(-1)?.body).toBe(`${"x".repeat(1000)} 999`);
  for (const socket of unread) socket.destroy();
});

test("who resumes slowly is told all that came meanwhile, pages of it", async () => {
  const first = await follow(readers[0] as Actor);
  await write(1, "before");
  const cursor = (await readAll(first, 1)).at(-1)?.cursor as string;
  for (let n = 0; n < 5; n += 1) await write(1000, `meanwhile ${n}`);
  const ctx = createContext({ app: ground.server.app, actor: readers[0] as Actor });
  const resumed = await tailLogs(ctx, { workspaceId, search: { query: "/meanwhile \\d/" }, after: cursor });
  open.push(resumed);
  const told = await readAll(resumed, 5000);
  expect(told.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(0);
  const bodies = told.flatMap(({ entries }) => entries.map(({ body }) => body));
  expect([bodies.length, new Set(bodies).size]).toEqual([5000, 5000]);
});

test("after a while a workspace's tails let others run, and their turns keep their order", async () => {
  const turns = tailTurnsOf(ground.server.app, workspaceId);
  let rounds = 0;
  let stopped = false;
  const count = () => {
    rounds += 1;
    if (!stopped) setImmediate(count);
  };
  setImmediate(count);
  const worked: { turn: number; round: number }[] = [];
  await Promise.all(
    Array.from({ length: 12 }, async (_, turn) => {
      await turns.turn();
      worked.push({ turn, round: rounds });
      const until = performance.now() + 11;
      while (performance.now() < until);
    }),
  );
  stopped = true;
  expect(worked.map(({ turn }) => turn)).toEqual(Array.from({ length: 12 }, (_, turn) => turn));
  expect(new Set(worked.map(({ round }) => round)).size).toBe(12);
});

test("one reader has 50 tails at most, and a workspace 100; the next is refused, and says why", async () => {
  const { app } = ground.server;
  for (const actor of readers) for (let n = 0; n < 50; n += 1) await follow(actor);
  await expect(follow(readers[0] as Actor)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: expect.stringContaining("This credential follows the logs of this workspace with 50 tails already"),
  });
  const third = await fetch(`${ground.server.url}/v1/logs/tail?workspace=${ground.workspace.slug}`, {
    headers: { cookie: ground.workspace.owner.cookie },
  });
  expect([third.status, await third.text()]).toEqual([429, expect.stringContaining("100 tails follow the logs")]);
  await open.pop()?.return();
  await follow(await insertMember(app, workspaceId, "viewer"));
});
