import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import {
  eventually,
  graphqlOver,
  makeWorkspace,
  signUp,
  startTestServer,
  switchFeature,
  type TestServer,
} from "../../testing/index.ts";

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.close();
});

async function openDemo(): Promise<{ status: number; path?: string; cookie: string }> {
  const response = await fetch(`${server.url}/dev/demo`, { method: "POST", headers: { origin: server.url } });
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { status: response.status, cookie: cookies.join("; "), ...((await response.json()) as { path?: string }) };
}

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  graphqlOver(server.url, query, variables, { cookie });
const demo = `query { workspace(slug: "meridian-demo") { id demo services(first: 20) { nodes { key owner description tier } } integrations(first: 5) { nodes { name state lastSignalAt } } } }`;

test("two visitors at once open one demo, and both are signed in", async () => {
  const visitors = await Promise.all([openDemo(), openDemo()]);
  expect(visitors.map(({ status, path, ...rest }) => [status, path ?? rest])).toEqual([
    [200, "/w/meridian-demo"],
    [200, "/w/meridian-demo"],
  ]);
  cookie = visitors[0]?.cookie ?? "";
  const { data } = await ask(demo);
  expect(data.workspace.demo).toBe(true);
  expect(data.workspace.services.nodes).toHaveLength(7);
  for (const service of data.workspace.services.nodes)
    expect(service).toMatchObject({
      owner: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
      tier: expect.any(Number),
    });
  expect(data.workspace.integrations.nodes).toHaveLength(2);
});

test("simulated traffic arrives through the signed door and proves the one integration that it is for", async () => {
  const states = await eventually(async () => {
    const { data } = await ask(demo);
    const found: Record<string, string> = Object.fromEntries(
      data.workspace.integrations.nodes.map((one: { name: string; state: string }) => [one.name, one.state]),
    );
    return found["Delivery pipeline"] === "LIVE" && found;
  }, 25);
  expect((states as Record<string, string>)["Nightly backup"]).not.toBe("LIVE");
});

const shop = `query { workspace(slug: "meridian-demo") {
  flagSources(first: 5) { nodes { sdk claim { state } } }
  flags(filter: { keys: ["new-checkout", "old-cart-totals"] }) { nodes { key state configurations(first: 1) { nodes {
    exposure { total } plan { state step guards(first: 5) { nodes { name rule { name } } } } } } } }
  flagChangeRequests(first: 5) { nodes { state requestedBy } }
  logSources(first: 20) { nodes { door apiKey { name } } }
  logs(first: 1, filter: { query: "level:error service:tax-quotes" }) { nodes { tenant traceId attributes } }
  errorGroups(first: 5, filter: { service: { in: ["tax-quotes"] } }) { nodes { exceptionType frames tenants { value } } } } }`;

test("a simulated shop evaluates flags and sends logs through the doors by its key, and people have handled both", async () => {
  const { raw } = server.app.database;
  // Looked for in the tables: asking the API so often would use up what the demo's person may ask.
  await eventually(async () => {
    const [seen] = await raw`select
      (select count(*) from flag_exposures e join flags f on f.id = e.flag_id where f.key = 'new-checkout') as exposed,
      (select count(distinct door) from log_sources) as doors,
      (select count(*) from error_groups where service = 'tax-quotes') as groups,
      (select count(*) from flags where state = 'stale') as stale`;
    return Object.values(seen ?? {}).every((count) => Number(count) > 0) && Number(seen?.doors) === 2;
  }, 60);
  const { workspace } = (await ask(shop)).data;
  expect(workspace.flagSources.nodes).toEqual([{ sdk: "plumbline-node", claim: { state: "PROVEN" } }]);
  const [old, rolling] = workspace.flags.nodes;
  expect(old).toMatchObject({ key: "old-cart-totals", state: "STALE" });
  expect(rolling.configurations.nodes[0]).toMatchObject({
    exposure: { total: expect.any(Number) },
    plan: {
      state: "RUNNING",
      step: 1,
      guards: { nodes: [{ name: "Orders go through", rule: { name: "Orders fail" } }] },
    },
  });
  expect(workspace.flagChangeRequests.nodes).toEqual([{ state: "PENDING", requestedBy: "Simulated release bot" }]);
  expect(new Set(workspace.logSources.nodes.map(({ apiKey }: { apiKey: { name: string } }) => apiKey.name))).toEqual(
    new Set(["Simulated shop"]),
  );
  expect(workspace.logs.nodes[0]).toMatchObject({
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    attributes: { "exception.type": "TypeError", "exception.stacktrace": expect.stringContaining("quote-lines.js") },
  });
  expect(workspace.errorGroups.nodes[0].tenants.length).toBeGreaterThan(0);
});

test("what is simulated rests while the workspace's flag is off, and goes on when it is on", async () => {
  const { app } = server;
  const { raw } = app.database;
  const workspaceId = decodeId("ws", (await ask(demo)).data.workspace.id);
  const came = async () => {
    const [row] =
      await raw`select (select count(*) from deliveries where workspace_id = ${workspaceId})::int as deliveries,
      (select count(*) from log_entries where workspace_id = ${workspaceId})::int as entries`;
    return row as { deliveries: number; entries: number };
  };
  await switchFeature(app, workspaceId, "plumbline.demo-traffic", false);
  // The flag is asked before each step: from one answer to the next nothing may come.
  const { features } = app;
  let off = 0;
  const isOn: typeof features.isOn = async (...about) => {
    const on = await features.isOn(...about);
    if (about[1] === "plumbline.demo-traffic" && !on) off += 1;
    return on;
  };
  Object.assign(app, { features: { isOn } });
  const oneMore = async () => {
    const enough = off + 1;
    await eventually(() => off >= enough, 30);
    return await came();
  };
  let before = await oneMore();
  await eventually(async () => {
    const last = before;
    before = await oneMore();
    return last.deliveries === before.deliveries && last.entries === before.entries;
  }, 60);
  await switchFeature(app, workspaceId, "plumbline.demo-traffic", true);
  await eventually(async () => (await came()).entries > before.entries, 30);
}, 120_000);

test("the demo is removed in one click and can be opened again; a real workspace is refused", async () => {
  const remove = `mutation ($input: RemoveDemoDataInput!) { removeDemoData(input: $input) { __typename ... on Refusal { message } } }`;
  const real = await makeWorkspace(server);
  const refused = await graphqlOver(
    server.url,
    remove,
    { input: { workspaceId: real.id } },
    { cookie: real.owner.cookie },
  );
  expect(refused.data.removeDemoData).toEqual({
    __typename: "PreconditionFailed",
    message: expect.stringContaining("real"),
  });

  const { data } = await ask(demo);
  const removed = await ask(remove, { input: { workspaceId: data.workspace.id } });
  expect(removed.data.removeDemoData.__typename).toBe("RemoveDemoDataSuccess");
  // The console goes on to a workspace of the person's: the one that is being purged must not be it.
  const { data: left } = await ask("{ myWorkspaces { workspace { slug } } }");
  expect(left.myWorkspaces).toEqual([]);
  await eventually(async () => (await ask(demo)).data.workspace === null);
  const [rows] = await server.app.database.raw`select
    (select count(*) from flags where category <> 'platform') as flags, (select count(*) from log_entries) as entries,
    (select count(*) from api_keys) as keys`;
  expect(rows).toEqual({ flags: "0", entries: "0", keys: "0" });
  expect((await openDemo()).status).toBe(200);
});

test("the demo takes another slug where a real workspace has its own", async () => {
  const { data } = await ask(demo);
  await ask(`mutation ($input: RemoveDemoDataInput!) { removeDemoData(input: $input) { __typename } }`, {
    input: { workspaceId: data.workspace.id },
  });
  await eventually(async () => (await ask(demo)).data.workspace === null);
  const { cookie: other } = await signUp(server, "Lena Roth");
  const taken = await eventually(async () => {
    const answer = await graphqlOver(
      server.url,
      `mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { __typename } }`,
      { input: { name: "Meridian", slug: "meridian-demo" } },
      { cookie: other },
    );
    return answer.data.createWorkspace.__typename === "CreateWorkspaceSuccess";
  });
  expect(taken).toBe(true);
  const [first, again] = [await openDemo(), await openDemo()];
  expect(first).toMatchObject({ status: 200, path: "/w/meridian-demo-2" });
  expect(again.path, "it is found again").toBe(first.path);
});

test("another page cannot open it for a visitor", async () => {
  const response = await fetch(`${server.url}/dev/demo`, {
    method: "POST",
    headers: { origin: "https://evil.example" },
  });
  expect(response.status).toBe(403);
});
