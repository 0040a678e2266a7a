import { createClient } from "graphql-ws";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { decodeId } from "../../graphql/ids.ts";
import type { Actor } from "../../service/actor.ts";
import { createContext } from "../../service/context.ts";
import { eventually, insertMember } from "../../testing/index.ts";
import { type ProvingGround, startProvingGround } from "../../testing/prove-write-verb.ts";
import type { NewLogEntry } from "./store/log-entry.ts";
import { logStoreOf } from "./store/log-store-of.ts";
import { logFeedsOf } from "./tail/log-feed.ts";
import { tailLogs } from "./tail/tail-logs.ts";
import type { LogTailBatch } from "./tail/tail-queue.ts";
import { makeEntry } from "./testing/make-entry.ts";

let ground: ProvingGround;
let workspaceId: string;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = decodeId("ws", ground.workspace.id);
}, 60_000);
afterAll(() => ground?.close());

async function write(count: number, body = "line", over: Partial<NewLogEntry> = {}) {
  const entries = Array.from({ length: count }, (_, n) =>
    makeEntry({ time: Date.now() * 1000, body: `${body} ${n}`, ...over }),
  );
  await logStoreOf(ground.server.app).append(workspaceId, [{ entries, environmentId: null, receivedAt: new Date() }]);
}

/** Server-sent events as they come. */
async function follow(query: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const params = new URLSearchParams({ workspace: ground.workspace.slug, query });
  const response = await fetch(`${ground.server.url}/v1/logs/tail?${params}`, {
    headers: { cookie: ground.workspace.owner.cookie, ...headers },
    signal: abort.signal,
  });
  let text = "";
  const reading = (async () => {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  return {
    status: response.status,
    bodies: () =>
      [...text.matchAll(/^data: (\{"id".*)$/gm)].map(([, json]) => JSON.parse(json as string).body as string),
    cursor: () => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] as string,
    async stop() {
      abort.abort();
      await reading;
    },
  };
}

test("a tail gets what matches, in the order of arrival, and resumes without a gap or a repetition", async () => {
  const tail = await follow("level:error checkout");
  await write(3, "noise");
  await write(3, "checkout failed", { severity: 17 });
  await eventually(() => tail.bodies().length === 3);
  expect(tail.bodies()).toEqual(["checkout failed 0", "checkout failed 1", "checkout failed 2"]);
  await tail.stop();
  await write(2, "checkout meanwhile", { severity: 17 });
  await write(2, "noise");
  const resumed = await follow("level:error checkout", { "last-event-id": tail.cursor() });
  await write(1, "checkout again", { severity: 17 });
  await eventually(() => resumed.bodies().length === 3);
  expect(resumed.bodies()).toEqual(["checkout meanwhile 0", "checkout meanwhile 1", "checkout again 0"]);
  await resumed.stop();
  // One read per process and workspace, and none when nobody follows.
  await eventually(() => logFeedsOf(ground.server.app).size() === 0);
});

test("the subscription tells the same over a WebSocket", async () => {
  const { owner, id } = ground.workspace;
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie: owner.cookie, origin: ground.server.url } });
    }
  }
  const client = createClient({ url: `${ground.server.url.replace("http", "ws")}/graphql`, webSocketImpl: Socket });
  const payloads: { cursor: string; skipped: number; entries: { body: string; level: string }[] }[] = [];
  const query = `subscription ($w: ID!, $filter: LogFilter, $after: Cursor) {
    logTail(workspaceId: $w, filter: $filter, after: $after) { cursor skipped entries { body level } } }`;
  const listen = (after: string | null) =>
    client.subscribe<{ logTail: (typeof payloads)[number] }>(
      { query, variables: { w: id, after, filter: { levels: ["WARN"] } } },
      { next: ({ data }) => data && payloads.push(data.logTail), error: () => {}, complete: () => {} },
    );
  const stop = listen(null);
  await eventually(() => logFeedsOf(ground.server.app).size() === 1);
  await write(2, "careful", { severity: 13 });
  await eventually(() => payloads.flatMap(({ entries }) => entries).length === 2);
  stop();
  await eventually(() => logFeedsOf(ground.server.app).size() === 0);
  await write(1, "missed", { severity: 13 });
  const again = listen(payloads.at(-1)?.cursor ?? null);
  await eventually(() => payloads.flatMap(({ entries }) => entries).length === 3);
  expect(payloads.flatMap(({ entries }) => entries).at(-1)).toEqual({ body: "missed 0", level: "WARN" });
  again();
  await client.dispose();
});

test("a reader that is too slow sees how many were skipped, and the newest; nothing is silent", async () => {
  const ctx = createContext({
    app: ground.server.app,
    actor: await insertMember(ground.server.app, workspaceId, "viewer"),
  });
  const tail = await tailLogs(ctx, { workspaceId, search: { query: "flood" }, after: null });
  for (let n = 0; n < 5; n += 1) await write(1000, "flood");
  await write(1, "flood end");
  const batches: LogTailBatch[] = [];
  await eventually(async () => {
    const { value } = await tail.next();
    if (value) batches.push(value);
    return batches.at(-1)?.entries.at(-1)?.body === "flood end 0";
  });
  const skipped = batches.reduce((sum, batch) => sum + batch.skipped, 0);
  expect(skipped).toBeGreaterThan(1000);
  expect(skipped + batches.flatMap(({ entries }) => entries).length).toBe(5001);
  await tail.return();
});

test("strangers, nobody, a wrong search and a cursor of the future are refused", async () => {
  expect((await follow("", { cookie: ground.stranger.owner.cookie })).status).toBe(404);
  expect((await follow("", { cookie: "" })).status).toBe(401);
  expect((await follow("level:eror")).status).toBe(400);
  const ahead = Buffer.from("l:999999999999").toString("base64url");
  expect((await follow("", { "last-event-id": ahead })).status).toBe(409);
});

test("a member who is removed hears no more", async () => {
  const { app } = ground.server;
  const member = await insertMember(app, workspaceId, "viewer");
  const tail = await tailLogs(createContext({ app, actor: member }), {
    workspaceId,
    search: {},
    after: null,
    quietMs: 100,
  });
  await app.database.raw`delete from members where workspace_id = ${workspaceId} and user_id = ${member.userId}`;
  const listening = (async () => {
    while (!(await tail.next()).done);
  })();
  await expect(listening).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a member who was removed a second ago is told nothing of what came since", async () => {
  const { app } = ground.server;
  const member = await insertMember(app, workspaceId, "viewer");
  const tail = await tailLogs(createContext({ app, actor: member }), { workspaceId, search: {}, after: null });
  await app.database.raw`delete from members where workspace_id = ${workspaceId} and user_id = ${member.userId}`;
  const later = Date.now() + 1100;
  vi.spyOn(Date, "now").mockImplementation(() => later);
  try {
    const told = tail.next();
    await write(1, "after the removal");
    await expect(told).rejects.toMatchObject({ code: "NOT_FOUND" });
  } finally {
    vi.restoreAllMocks();
    await tail.return();
  }
});

test("an API key hears only its environment", async () => {
  const { app } = ground.server;
  const [environment] = await app.database.raw`select id from environments where workspace_id = ${workspaceId} limit 1`;
  const environmentId = environment?.id as string;
  const actor: Actor = {
    type: "api_key",
    apiKeyId: crypto.randomUUID(),
    workspaceId,
    environmentId,
    kind: "secret",
    scopes: ["logs:read"],
    name: "staging",
    expiresAt: null,
  };
  const tail = await tailLogs(createContext({ app, actor }), { workspaceId, search: {}, after: null });
  await write(1, "elsewhere");
  const entries = [makeEntry({ time: Date.now() * 1000, body: "here" })];
  await logStoreOf(app).append(workspaceId, [{ entries, environmentId, receivedAt: new Date() }]);
  const { value } = await tail.next();
  expect(value?.entries.map(({ body }: { body: string }) => body)).toEqual(["here"]);
  await tail.return();
});

test("an expression that takes long is tried as time allows, and what it was not tried on is counted", async () => {
  const { app } = ground.server;
  const actor = await insertMember(app, workspaceId, "viewer");
  const tail = await tailLogs(createContext({ app, actor }), {
    workspaceId,
    search: { query: "/a.{190}q/" },
    after: null,
  });
  // Letters by chance: at nearly every one other ways are under way, and nothing that was remembered helps.
  const chance = Array.from({ length: 100_000 }, () => (Math.random() < 0.5 ? "a" : "b")).join("");
  await write(40, chance);
  const short = `short, with ${"a".repeat(200)}q`;
  await write(1, short);
  let skipped = 0;
  const found: string[] = [];
  for await (const batch of tail) {
    skipped += batch.skipped;
    found.push(...batch.entries.map(({ body }) => body));
    // The budget fills up again, and short entries are nothing to it.
    if (skipped > 0 && found.length > 0) break;
    if (skipped > 0) await write(1, short);
  }
  expect(skipped).toBeGreaterThan(0);
  expect(new Set(found)).toEqual(new Set([`${short} 0`]));
});
