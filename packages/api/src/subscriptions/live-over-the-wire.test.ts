import { type Client, createClient } from "graphql-ws";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { encodeId } from "../graphql/ids.ts";
import { eventually } from "../testing/eventually.ts";
import { graphqlOver } from "../testing/graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../testing/make-workspace.ts";
import { signUp } from "../testing/sign-up.ts";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

let server: TestServer;
let workspace: TestWorkspace;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspace = await makeWorkspace(server);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
});

interface Live {
  names: string[];
  cursors: string[];
  errors: { extensions: { code: string } }[];
  ended: boolean;
  stop(): void;
}

function connect({
  cookie,
  token,
  url = server.url,
}: {
  cookie?: string;
  token?: string;
  url?: string;
}): Client & { closed: () => number | null } {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: cookie ? { cookie, origin: url } : {} });
    }
  }
  let code: number | null = null;
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    on: { closed: (event) => (code = (event as { code: number }).code) },
  });
  clients.push(client);
  return { ...client, closed: () => code };
}

const subscription = `subscription ($w: ID!, $after: Cursor) {
  events(workspaceId: $w, after: $after, types: ["workspace.renamed"]) { cursor event { type data } }
}`;

function listen(client: Client, after: string | null = null, w = workspace.id): Live {
  const live: Live = { names: [], cursors: [], errors: [], ended: false, stop: () => {} };
  live.stop = client.subscribe<{ events: { cursor: string; event: { data: { name: string } } } }>(
    { query: subscription, variables: { w, after } },
    {
      next({ data, errors }) {
        if (errors) live.errors.push(...(errors as never[]));
        if (!data) return;
        live.names.push(data.events.event.data.name);
        live.cursors.push(data.events.cursor);
      },
      error: (errors) => {
        if (Array.isArray(errors)) live.errors.push(...(errors as never[]));
        live.ended = true;
      },
      complete: () => {
        live.ended = true;
      },
    },
  );
  return live;
}

async function mutate(name: string, input: Record<string, unknown>, selection = "__typename") {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on Refusal { message } } }`;
  const { data, errors } = await graphqlOver(server.url, query, { input }, { cookie: workspace.owner.cookie });
  expect([errors, data?.[name].__typename]).toEqual([undefined, `${type}Success`]);
  return data[name];
}

const rename = (name: string) => mutate("updateWorkspace", { workspaceId: workspace.id, name });

async function cursorNow(): Promise<string> {
  const { data } = await graphqlOver(
    server.url,
    "query ($s: String!) { workspace(slug: $s) { cursor } }",
    { s: workspace.slug },
    { cookie: workspace.owner.cookie },
  );
  return data.workspace.cursor;
}

async function makeKey(scopes: string[], kind = "SECRET"): Promise<{ key: string; id: string }> {
  const [environment] = await server.app.database.raw`
    select e.id from environments e join workspaces w on w.id = e.workspace_id where w.slug = ${workspace.slug} limit 1`;
  const environmentId = encodeId("env", environment?.id as string);
  const input = { workspaceId: workspace.id, environmentId, name: "CI", kind, scopes };
  const { key, apiKey } = await mutate("createApiKey", input, "key apiKey { id }");
  return { key, id: apiKey.id };
}

test("events arrive over a WebSocket, and a client that comes back with its cursor has missed nothing", async () => {
  const client = connect({ cookie: workspace.owner.cookie });
  const live = listen(client);
  await roundTrip(client);
  await rename("One");
  await eventually(() => live.names.length === 1);
  live.stop();
  await rename("Two");
  await rename("Three");
  const back = listen(connect({ cookie: workspace.owner.cookie }), live.cursors[0]);
  await rename("Four");
  await eventually(() => back.names.length === 3);
  expect([...live.names, ...back.names]).toEqual(["One", "Two", "Three", "Four"]);
});

/** A round trip on the same socket: what was sent before it has been taken. */
async function roundTrip(client: Client): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.subscribe({ query: "{ __typename }" }, { next: () => resolve(), error: reject, complete: () => {} });
  });
}

test("the cursor of a query misses nothing that happens after what it shows", async () => {
  const after = await cursorNow();
  await rename("Meanwhile");
  const live = listen(connect({ cookie: workspace.owner.cookie }), after);
  await eventually(() => live.names.includes("Meanwhile"));
});

test("refuses strangers, visitors and nonsense by typed errors, and keeps the socket", async () => {
  const stranger = connect({ cookie: (await signUp(server)).cookie });
  const refused = listen(stranger);
  await eventually(() => refused.ended);
  expect(refused.errors[0]?.extensions.code).toBe("NOT_FOUND");
  const nonsense = listen(stranger, "nonsense");
  await eventually(() => nonsense.ended);
  expect(stranger.closed()).toBeNull();
  const visitor = listen(connect({}));
  await eventually(() => visitor.ended);
  expect(visitor.errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

test("an API key listens with its scopes, and its socket closes with 4403 when it is revoked", async () => {
  const { key, id } = await makeKey(["events:read"]);
  const client = connect({ token: key });
  const live = listen(client);
  await roundTrip(client);
  await rename("Heard");
  await eventually(() => live.names.length === 1);
  await mutate("revokeApiKey", { apiKeyId: id });
  await eventually(() => client.closed() === 4403);
  await rename("Unheard");
  expect(live.names).toEqual(["Heard"]);
  const without = listen(connect({ token: (await makeKey(["tenants:read"])).key }));
  await eventually(() => without.ended);
  expect(without.errors[0]?.extensions.code).toBe("FORBIDDEN");
});

test("a key that lies in the open runs published operations only, over a WebSocket too", async () => {
  const { key } = await makeKey(["workspace:read"], "PUBLISHABLE");
  await expect(roundTrip(connect({ token: key }))).rejects.toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
});

test("closes with 4403 for a credential that is not good, and for a session that has signed out", async () => {
  const bad = connect({ token: "plb_live_nonsense" });
  await eventually(() => bad.closed() === 4403);
  const client = connect({ cookie: workspace.owner.cookie });
  await roundTrip(client);
  await fetch(`${server.url}/auth/sign-out`, {
    method: "POST",
    headers: { cookie: workspace.owner.cookie, origin: server.url, "content-type": "application/json" },
    body: "{}",
  });
  await eventually(() => {
    listen(client);
    return client.closed() === 4403;
  });
});

test("what one process does reaches who listens at another, and a cursor of one continues at the other", async () => {
  const other = await startTestServer({
    databaseUrl: server.databaseUrl,
    env: { PLUMBLINE_DATA: server.dataDir },
    roles: ["serve"],
  });
  try {
    const { key } = await makeKey(["events:read"]);
    const client = connect({ token: key, url: other.url });
    const there = listen(client);
    await roundTrip(client);
    await rename("Across");
    await eventually(() => there.names.length === 1);
    const here = listen(connect({ token: key }), there.cursors[0]);
    await rename("Back");
    await eventually(() => here.names.length === 1 && there.names.length === 2);
    expect([here.names, there.names]).toEqual([["Back"], ["Across", "Back"]]);
  } finally {
    await other.close();
  }
});

test("sends the same over SSE: events, the cursor to resume from, and the end of what was revoked", async () => {
  const { key, id } = await makeKey(["events:read"]);
  const after = await cursorNow();
  const stream = await openSse(key, after);
  await rename("One");
  await rename("Two");
  await eventually(() => stream.payloads.length === 2);
  expect(stream.payloads.map(({ data }) => data?.events.event.data.name)).toEqual(["One", "Two"]);
  const resumed = await openSse(key, stream.payloads[0]?.data?.events.cursor ?? null);
  await eventually(() => resumed.payloads.length === 1);
  expect(resumed.payloads[0]?.data?.events.event.data.name).toBe("Two");
  await mutate("revokeApiKey", { apiKeyId: id });
  await eventually(() => stream.ended() && resumed.ended());
  expect(stream.payloads.at(-1)?.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

interface SsePayload {
  data?: { events: { cursor: string; event: { data: { name: string } } } };
  errors?: { extensions: { code: string } }[];
}

async function openSse(token: string, after: string | null) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", "content-type": "application/json" },
    body: JSON.stringify({ query: subscription, variables: { w: workspace.id, after } }),
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const payloads: SsePayload[] = [];
  let over = false;
  (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const data = /^data: (\{.*)$/m.exec(message)?.[1];
        if (data) payloads.push(JSON.parse(data));
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      over = true;
    });
  return { payloads, ended: () => over };
}
