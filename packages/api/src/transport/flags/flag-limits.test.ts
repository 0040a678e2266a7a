import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { eventually, type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;
const ends: AbortController[] = [];

beforeAll(async () => {
  const streams = { FLAG_STREAMS: "3", FLAG_STREAMS_PER_KEY: "1", FLAG_STREAMS_PER_WORKSPACE: "2" };
  server = await startTestServer({ env: { API_COST_PER_SECOND: "150", ...streams } });
  ground = await makeFlagGround(server);
});
afterAll(async () => {
  for (const end of ends) end.abort();
  await server?.close();
});

function post(path: string, key: string, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  return fetch(`${server.url}${path}`, { method: "POST", headers, body: '{"context":{}}', signal });
}

function follow(key: string): Promise<Response> {
  const end = new AbortController();
  ends.push(end);
  return post("/flags/v1/stream", key, end.signal);
}

it("tells who follows too much, by key, by workspace and by process, what to do meanwhile, and lets others in", async () => {
  const { workspace, environmentId } = ground;
  const scopes = ["flags:evaluate"];
  const input = { workspaceId: workspace.id, environmentId, name: "third", kind: "PUBLISHABLE", scopes };
  const third = await ground.mutate("createApiKey", input, "key");
  const other = await makeFlagGround(server);
  expect((await follow(ground.secretKey)).status).toBe(200);
  for (const [key, whose] of [
    [ground.secretKey, "this API key"],
    [third.key, null],
    [ground.publishableKey, "this workspace"],
    [other.publishableKey, null],
    [other.secretKey, "all workspaces together"],
  ] as const) {
    const answer = await follow(key);
    expect([whose, answer.status]).toEqual([whose, whose ? 429 : 200]);
    if (!whose) continue;
    expect(answer.headers.get("retry-after")).toBe("30");
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toMatch(new RegExp(`streams of flags to ${whose}, .* Poll POST /ofrep/v1/evaluate/flags`));
  }
  // Who goes makes room.
  ends[0]?.abort();
  await eventually(async () => (await follow(ground.secretKey)).status === 200);
});

it("tells who asks too often when to come again, and lets others in", async () => {
  const ask = (key: string) => post("/ofrep/v1/evaluate/flags", key);
  const answers: Response[] = [];
  // Five a question, out of a bucket of 300 that leaks 7.5 a second.
  for (let n = 0; n < 100 && answers.at(-1)?.status !== 429; n += 1) answers.push(await ask(ground.publishableKey));
  const refused = answers.at(-1);
  expect(answers.length).toBeGreaterThan(50);
  expect([refused?.status, Number(refused?.headers.get("retry-after")) > 0, await refused?.json()]).toEqual([
    429,
    true,
    { errorCode: "GENERAL", errorDetails: expect.stringContaining("bucket") },
  ]);
  expect((await ask(ground.secretKey)).status).toBe(200);
});

it("charges a report of evaluations by what it holds, and keeps nothing of what is made up in it", async () => {
  const stranger = await makeFlagGround(server);
  const report = (n: number, sums: number) =>
    fetch(`${server.url}/flags/v1/exposures`, {
      method: "POST",
      headers: { authorization: `Bearer ${stranger.publishableKey}` },
      body: JSON.stringify({
        sdk: { name: `made-up-${n}`, version: "1" },
        evaluations: Array.from({ length: sums }, (_, i) => ({ flag: `made-up-${n}-${i}`, variant: "on", count: 1 })),
      }),
    });
  const large = await report(0, 3000);
  expect([large.status, await large.text()]).toEqual([400, expect.stringContaining("1,000 sums at most")]);
  // 21 each, out of 300: forty empty ones would go through.
  const sent = await Promise.all(Array.from({ length: 40 }, (_, n) => report(n + 1, 1000)));
  const taken = sent.filter(({ status }) => status === 202).length;
  expect(taken).toBeGreaterThan(5);
  expect(sent.filter(({ status }) => status === 429)).toHaveLength(40 - taken);
  expect(taken).toBeLessThan(40);
  const workspaceId = decodeId("ws", stranger.workspace.id);
  const read = async () => {
    const [row] = await server.app.database.raw`
      select (select count(*)::int from flag_exposures where workspace_id = ${workspaceId}) as exposures,
        (select count(*)::int from flag_decisions where workspace_id = ${workspaceId}) as decisions,
        (select count(*)::int from flag_sources where workspace_id = ${workspaceId}) as sources`;
    return row;
  };
  // Written together with the counts.
  await eventually(async () => (await read())?.sources === taken);
  expect(await read()).toEqual({ exposures: 0, decisions: 0, sources: taken });
});
