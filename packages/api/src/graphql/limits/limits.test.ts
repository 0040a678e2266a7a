import { afterAll, beforeAll, expect, it } from "vitest";
import {
  graphqlOver,
  makeWorkspace,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from "../../testing/index.ts";
import { anonymousBucket, callerBucket } from "./limits.ts";

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
});
afterAll(async () => await server?.close());

const remaining = (headers: Headers) => Number(/;r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);

it("takes the cost before, gives back what was not used, and says both", async () => {
  const { cookie } = workspace.owner;
  const list = `{ workspace(slug: "${workspace.slug}") { members(first: 100) { nodes { id role } } } }`;
  const { headers, extensions } = await graphqlOver(server.url, list, {}, { cookie });
  const cost = extensions?.cost as { requested: number; actual: number };
  expect(cost.requested).toBeGreaterThan(300);
  // workspace, members, nodes, and two fields of its one member.
  expect(cost.actual).toBe(5);
  expect(headers.get("ratelimit-policy")).toBe(`"cost";q=${callerBucket(1000).capacity}`);
  expect(callerBucket(1000).capacity - remaining(headers)).toBeLessThan(cost.requested);
});

it("answers 429 with Retry-After when the bucket is full, and takes the same request when that time has passed", async () => {
  const aliases = Array.from({ length: 50 }, (_, n) => `a${n}: instance { version publicUrl demo }`);
  const dear = `{ ${aliases.join(" ")} }`;
  let refused = await graphqlOver(server.url, dear);
  const most = anonymousBucket(1000).capacity / 100;
  for (let sent = 0; refused.status === 200 && sent < most; sent += 1) refused = await graphqlOver(server.url, dear);
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: seconds });
  expect(refused.errors?.[0]?.message).toMatch(/costs \d+, more than is left/);
  expect(remaining(refused.headers)).toBeLessThan(200);
  const { cookie } = workspace.owner;
  expect((await graphqlOver(server.url, dear, {}, { cookie })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 100));
  expect((await graphqlOver(server.url, dear)).status).toBe(200);
});
