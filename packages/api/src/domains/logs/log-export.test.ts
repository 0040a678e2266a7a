import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { type ProvingGround, startProvingGround } from "../../testing/prove-write-verb.ts";
import { logStoreOf } from "./store/log-store-of.ts";
import { logGroundOf } from "./testing/log-ground.ts";
import { makeEntry } from "./testing/make-entry.ts";

let ground: ProvingGround;
let workspaceId: string;
const total = 2500;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = decodeId("ws", ground.workspace.id);
  const now = Date.now();
  const entries = Array.from({ length: total }, (_, n) =>
    makeEntry({
      // Two of each moment: the order within one is that of arrival.
      time: (now - Math.floor(n / 2) * 60_000) * 1000,
      severity: n % 2 === 0 ? 17 : 9,
      body: n === 0 ? '=1+1, "quoted"\nand broken' : `entry ${n}`,
      attributes: { n },
    }),
  );
  await logStoreOf(ground.server.app).append(workspaceId, [{ entries, environmentId: null, receivedAt: new Date() }]);
}, 60_000);
afterAll(() => ground?.close());

async function download(params: Record<string, string>, cookie = ground.workspace.owner.cookie) {
  const address = new URLSearchParams({ workspace: ground.workspace.slug, ...params });
  return await fetch(`${ground.server.url}/export/logs?${address}`, { headers: { cookie } });
}
const lines = async (params: Record<string, string>) =>
  (await (await download(params)).text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; body: string; attributes: { n: number } });

test("everything that matches comes, once, the newest first, also when it is continued in pieces", async () => {
  const all = await lines({});
  expect(all).toHaveLength(total);
  expect(new Set(all.map(({ id }) => id)).size).toBe(total);
  const errors = await lines({ query: "level:error" });
  expect(errors.map(({ attributes }) => attributes.n)).toEqual(Array.from({ length: total / 2 }, (_, n) => n * 2));
  const pieces = await lines({ limit: "1100" });
  for (let piece = pieces; piece.length === 1100; pieces.push(...piece))
    piece = await lines({ limit: "1100", after: pieces.at(-1)?.id as string });
  expect(pieces).toEqual(all);
});

test("a spreadsheet reads it as it was written, and runs no formula", async () => {
  const text = await (await download({ format: "csv", limit: "10" })).text();
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(10);
  expect(rows.find(({ attributes }) => attributes === '{"n":0}')?.body).toBe('\'=1+1, "quoted"\nand broken');
});

test("it is packed for who accepts it", async () => {
  const { owner, slug } = ground.workspace;
  const packed = await fetch(`${ground.server.url}/export/logs?workspace=${slug}&limit=5`, {
    headers: { cookie: owner.cookie, "accept-encoding": "gzip" },
  });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect((await packed.text()).trim().split("\n")).toHaveLength(5);
});

test("a viewer gets the quick download, not the whole; strangers and nobody get nothing; who did is in the audit log", async () => {
  const { viewer, stranger, server } = ground;
  const quick = await download({ limit: "1" }, viewer.cookie);
  expect(quick.status).toBe(200);
  const { id } = (await quick.json()) as { id: string };
  // Continued again and again, it would be the whole.
  expect((await download({ limit: "1", after: id }, viewer.cookie)).status).toBe(403);
  expect((await download({ limit: "10001" }, viewer.cookie)).status).toBe(403);
  expect((await download({}, viewer.cookie)).status).toBe(403);
  expect((await download({}, stranger.owner.cookie)).status).toBe(404);
  expect((await download({}, "")).status).toBe(401);
  expect((await download({ limit: "0" })).status).toBe(400);
  expect((await download({ after: "nothing" })).status).toBe(400);
  expect((await download({ query: "level:eror" })).status).toBe(400);
  const rows = await server.app.database.raw`
    select actor_name, data from events where workspace_id = ${workspaceId} and type = 'log_export.started' order by seq`;
  expect(rows.map(({ data }) => data)).toContainEqual({
    format: "ndjson",
    filter: { query: "level:error" },
    limit: null,
    resumed: false,
  });
  expect(rows.at(-1)?.data).toMatchObject({ limit: 1 });
});

test("rows of the viewer are read thousands at once, which is no export: only members, and nothing in the audit log", async () => {
  const { server, workspace, viewer, stranger } = ground;
  const { raw } = server.app.database;
  const told = async () =>
    (await raw`select from events where workspace_id = ${workspaceId} and type like 'log%'`).length;
  const before = await told();
  const get = async (params: Record<string, string>, headers: Record<string, string>) =>
    await fetch(`${server.url}/v1/logs/rows?${new URLSearchParams({ workspace: workspace.slug, ...params })}`, {
      headers,
    });
  const owner = { cookie: workspace.owner.cookie };
  const read = async (params: Record<string, string>) =>
    (await (await get(params, owner)).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string });
  const first = await read({ limit: "1100", query: "entry" });
  expect(Object.keys(first[0] ?? {})).toEqual(["id", "time", "level", "service", "tenant", "body"]);
  const rest = await read({ limit: "100000", query: "entry", after: first.at(-1)?.id ?? "" });
  expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(total - 1);

  const statusOf = async (params: Record<string, string>, headers: Record<string, string>) =>
    (await get(params, headers)).status;
  expect(await statusOf({ limit: "100001" }, owner)).toBe(400);
  expect(await statusOf({}, owner)).toBe(400);
  expect(await statusOf({ limit: "1", query: "level:eror" }, owner)).toBe(400);
  expect(await statusOf({ limit: "1" }, { cookie: viewer.cookie })).toBe(403);
  expect(await statusOf({ limit: "1" }, { cookie: stranger.owner.cookie })).toBe(404);
  expect(await statusOf({ limit: "1" }, {})).toBe(401);
  const key = await logGroundOf(server, workspace, ["logs:export", "logs:write"]);
  expect(await statusOf({ limit: "1" }, { authorization: `Bearer ${key.apiKey}` })).toBe(403);
  expect(await told()).toBe(before);
});

test("a token that somebody looked for does not stand in the audit log", async () => {
  const token = `plb_live_${"a1".repeat(16)}`;
  expect((await download({ query: `"${token}"` })).status).toBe(200);
  const kept = await ground.server.app.database.raw`
    select data::text from events where workspace_id = ${workspaceId} and type = 'log_export.started' order by seq desc limit 1`;
  expect(kept[0]?.data).toContain("[token]");
  expect(kept[0]?.data).not.toContain(token);
});

test("a key needs one scope, and is told which; it need not name its workspace", async () => {
  const { server, workspace } = ground;
  const { url } = server;
  const get = async (apiKey: string, path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
    const text = await answer.text();
    return { status: answer.status, text };
  };
  const exports = await logGroundOf(server, workspace, ["logs:export", "logs:write"]);
  await exports.post("/v1/logs/ndjson", '{"msg":"of the key","order":9007199254740993}');
  const file = await get(exports.apiKey, "/export/logs");
  expect(file.status).toBe(200);
  // As text: most readers of JSON would round the number without a word.
  expect(
    file.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ body: "of the key", attributes: { order: "9007199254740993" } }]);
  expect((await get(exports.apiKey, "/export/logs?limit=5&format=csv")).text).toContain(
    '{""order"":""9007199254740993""}',
  );
  const reads = await logGroundOf(server, workspace, ["logs:read"]);
  expect((await get(reads.apiKey, `/export/logs?workspace=${workspace.slug}&limit=10`)).status).toBe(200);
  // Continued again and again, the quick one would be the whole.
  const [oldest] = (await get(reads.apiKey, "/export/logs?limit=1")).text.split("\n");
  const next = await get(reads.apiKey, `/export/logs?limit=1&after=${JSON.parse(oldest ?? "").id}`);
  expect([next.status, next.text]).toEqual([403, expect.stringContaining("scope logs:export.")]);
  const whole = await get(reads.apiKey, "/export/logs");
  expect([whole.status, whole.text]).toEqual([403, expect.stringContaining("Use one with the scope logs:export.")]);
  const other = await logGroundOf(server, workspace, ["logs:write"]);
  for (const [path, scope] of [
    ["/export/logs", "logs:export"],
    ["/export/logs?limit=10", "logs:read"],
    ["/v1/logs/tail", "logs:read"],
  ] as const) {
    const refused = await get(other.apiKey, path);
    expect([refused.status, refused.text], path).toEqual([403, expect.stringContaining(`scope ${scope}.`)]);
  }
  expect((await get(reads.apiKey, "/export/logs?workspace=another&limit=10")).status).toBe(404);
  const found = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { logs(first: 1, filter: { query: "key" }) { nodes { attributes } } } }`,
    { slug: workspace.slug },
  );
  expect(found.data.workspace.logs.nodes).toEqual([{ attributes: { order: "9007199254740993" } }]);
  // Found by the number that it is, to the last digit.
  const counted = async (query: string) => (await (await download({ query })).text()).split("\n").length - 1;
  expect(await counted("order:>9007199254740")).toBe(1);
  expect(await counted("order:9007199254740993")).toBe(1);
  expect(await counted("order:9007199254740992")).toBe(0);
});
