import { createClient } from "graphql-ws";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { systemContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { graphqlOver } from "../../testing/graphql-over.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { makeWorkspace, type TestWorkspace } from "../../testing/make-workspace.ts";
import { startTestApp } from "../../testing/start-test-app.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { readLiveConnections } from "./live-connections.ts";

let first: TestServer;
let second: TestServer;
let workspace: TestWorkspace;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  first = await startTestServer();
  second = await startTestServer({
    databaseUrl: first.databaseUrl,
    roles: ["serve"],
    env: { PLUMBLINE_DATA: first.dataDir },
  });
  workspace = await makeWorkspace(first);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  await second?.close();
  await first?.close();
});

const subscription = "subscription ($w: ID!) { events(workspaceId: $w) { cursor } }";

async function connections(of = workspace, at = first) {
  const { data, errors } = await graphqlOver(
    at.url,
    `query ($slug: String!) { workspace(slug: $slug) { liveConnections {
      servers measuredAt connections subscriptions groups { transport credential connections subscriptions since }
    } } }`,
    { slug: of.slug },
    { cookie: of.owner.cookie },
  );
  expect(errors).toBeUndefined();
  return data.workspace.liveConnections;
}

/** A socket of the owner's session that carries this many subscriptions. */
function openSocket(at: TestServer, subscriptions: number): void {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie: workspace.owner.cookie, origin: at.url } });
    }
  }
  const client = createClient({ url: `${at.url.replace("http", "ws")}/graphql`, webSocketImpl: Socket });
  for (let n = 0; n < subscriptions; n += 1)
    client.subscribe({ query: subscription, variables: { w: workspace.id } }, { next() {}, error() {}, complete() {} });
  stops.push(() => client.dispose());
}

/** A stream of server-sent events with an API key. */
async function openStream(at: TestServer): Promise<void> {
  const ask = (query: string, variables: object) =>
    graphqlOver(first.url, query, variables as Record<string, unknown>, { cookie: workspace.owner.cookie });
  const found = await ask("query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id } } } }", {
    slug: workspace.slug,
  });
  const [environment] = found.data.workspace.environments.nodes;
  const { data } = await ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } ... on Refusal { message } } }`,
    {
      input: {
        workspaceId: workspace.id,
        environmentId: environment.id,
        name: "Listener",
        kind: "SECRET",
        scopes: ["events:read"],
      },
    },
  );
  const end = new AbortController();
  const answer = await fetch(`${at.url}/graphql`, {
    method: "POST",
    signal: end.signal,
    headers: {
      authorization: `Bearer ${data.createApiKey.key}`,
      accept: "text/event-stream",
      "content-type": "application/json",
    },
    body: JSON.stringify({ query: subscription, variables: { w: workspace.id } }),
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  stops.push(() => end.abort());
}

test("counts what both servers hold, by transport and credential, and forgets what closed", async () => {
  const begunAt = Date.now();
  openSocket(first, 3);
  openSocket(second, 1);
  await openStream(second);
  const open = await eventually(async () => {
    const now = await connections();
    return now.subscriptions === 5 ? now : null;
  });
  expect(open).toMatchObject({ servers: 2, connections: 3 });
  expect(open.groups).toEqual([
    { transport: "WEBSOCKET", credential: "SESSION", connections: 2, subscriptions: 4, since: expect.any(String) },
    { transport: "SSE", credential: "API_KEY", connections: 1, subscriptions: 1, since: expect.any(String) },
  ]);
  expect(Date.parse(open.measuredAt)).toBeGreaterThan(begunAt);
  expect(await connections(workspace, second)).toMatchObject({ servers: 2, connections: 3 });

  for (const stop of stops.splice(0)) await stop();
  expect(await eventually(async () => ((await connections()).connections === 0 ? "none" : null))).toBe("none");
});

test("nobody sees the connections of another workspace", async () => {
  openSocket(first, 1);
  await eventually(async () => (await connections()).connections === 1);
  const other = await makeWorkspace(first, "Globex");
  expect(await connections(other)).toMatchObject({ servers: 2, connections: 0, groups: [] });
});

test("a server that was killed is passed over after 20 seconds, and its rows are removed by another", async () => {
  const { raw } = first.app.database;
  const [own] = await raw`select id from workspaces where slug = ${workspace.slug}`;
  const leave = (name: string, secondsAgo: number) =>
    raw.begin(async (sql) => {
      await sql`insert into serve_processes (name, reported_at)
      values (${name}, clock_timestamp() - make_interval(secs => ${secondsAgo}))`;
      await sql`insert into live_connections (workspace_id, process, transport, credential, connections, subscriptions, since)
      values (${own?.id}, ${name}, 'sse', 'embed_token', 7, 7, now())`;
    });
  await leave("serve_dead", 21);
  expect(await connections()).toMatchObject({ servers: 2 });
  expect((await connections()).groups).not.toContainEqual(expect.objectContaining({ credential: "EMBED_TOKEN" }));
  await leave("serve_long_dead", 3600);
  await eventually(
    async () => (await raw`select from serve_processes where name = 'serve_long_dead'`).length === 0,
    15,
  );
  expect(await raw`select from live_connections where process = 'serve_long_dead'`).toHaveLength(0);
});

test("where no server reports, nothing is said to be known", async () => {
  const apart = await startTestApp();
  const workspaceId = await insertWorkspace(apart.app);
  const now = await readLiveConnections(systemContext(apart.app, "test"), workspaceId);
  expect(now).toEqual({ servers: 0, measuredAt: null, groups: [] });
  await apart.close();
});

test("a server that stops takes its report back at once", async () => {
  const names = async () => (await first.app.database.raw`select name from serve_processes`).map(({ name }) => name);
  const earlier = await names();
  const third = await startTestServer({
    databaseUrl: first.databaseUrl,
    roles: ["serve"],
    env: { PLUMBLINE_DATA: first.dataDir },
  });
  expect((await connections()).servers).toBeGreaterThanOrEqual(1);
  const [own] = (await names()).filter((name) => !earlier.includes(name));
  expect(own).toBeTruthy();
  await third.close();
  expect(await names()).not.toContain(own);
});
