import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually, type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;
const ends: AbortController[] = [];

beforeAll(async () => {
  const env = { API_COST_PER_SECOND: "150", FLAG_STREAMS_PER_KEY: "1", FLAG_STREAMS_PER_WORKSPACE: "2" };
  server = await startTestServer({ env });
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

it("tells who follows too much, by key and by workspace, what to do meanwhile, and lets others in", async () => {
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
