import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { makeWorkspace, startTestServer, type TestServer, type TestWorkspace } from "../testing/index.ts";
import { sendRaw } from "../testing/send-raw.ts";

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
});
afterAll(async () => await server?.close());

interface Opening {
  protocol?: string;
  headers?: Record<string, string>;
  /** Sent one after the other, as soon as it is open. */
  say: readonly (object | string)[];
}

const init = { type: "connection_init" };
const ask = (id: string, query = "{ __typename }") => ({ id, type: "subscribe", payload: { query } });

/** Opens a socket, says its lines, and tells how it was closed. */
async function closeOf({ protocol = "graphql-transport-ws", headers = {}, say }: Opening) {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, protocol || [], { headers });
  const closed = once(socket, "close");
  await once(socket, "open");
  for (const line of say) {
    socket.send(typeof line === "string" ? line : JSON.stringify(line));
    if (line === init) await once(socket, "message");
  }
  const [code, reason] = await closed;
  return { code, reason: String(reason) };
}

describe("the WebSocket door closes, and says why", () => {
  it("without a connection_init in time: 4408", async () => {
    expect(await closeOf({ say: [] })).toMatchObject({ code: 4408 });
  }, 20_000);

  it("for a credential that is not good: 4403", async () => {
    const payload = { authorization: "Bearer plb_live_nonsense" };
    const { code, reason } = await closeOf({ say: [{ ...init, payload }] });
    expect([code, reason]).toEqual([4403, expect.stringContaining("unknown, was revoked or has expired")]);
  });

  it("for a cookie from a page of another origin: 4403", async () => {
    const headers = { cookie: workspace.owner.cookie, origin: "https://evil.example" };
    const { code, reason } = await closeOf({ headers, say: [{ ...init }] });
    expect([code, reason]).toEqual([4403, expect.stringContaining("our own pages")]);
  });

  it("for an operation before the acknowledgement: 4401", async () => {
    expect(await closeOf({ say: [ask("1")] })).toMatchObject({ code: 4401 });
  });

  it("for another protocol: 4406", async () => {
    expect(await closeOf({ protocol: "", say: [] })).toMatchObject({ code: 4406 });
  });

  it("for nonsense, a second connection_init and a message of 2 MB: 4400, 4429, 1009", async () => {
    expect(await closeOf({ say: ["{nonsense"] })).toMatchObject({ code: 4400 });
    expect(await closeOf({ say: [init, { ...init }] })).toMatchObject({ code: 4429 });
    expect(await closeOf({ say: [init, ask("1", `{ __typename } #${"x".repeat(2_000_000)}`)] })).toMatchObject({
      code: 1009,
    });
  });

  it("for a second operation of the same id: 4409", async () => {
    const listen = `subscription { events(workspaceId: "${workspace.id}") { cursor } }`;
    const headers = { cookie: workspace.owner.cookie, origin: server.url };
    const { code } = await closeOf({ headers, say: [init, ask("1", listen), ask("1", listen)] });
    expect(code).toBe(4409);
  });
});

it("upgrades nothing for another Host or at another path", async () => {
  const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
  const key = { "sec-websocket-key": Buffer.alloc(16).toString("base64") };
  const open = (path: string, headers: Record<string, string>) =>
    sendRaw(server.url, { method: "GET", path, headers: { ...upgrade, ...key, ...headers } });
  expect((await open("/graphql", { host: "evil.example" })).status).toBe(421);
  expect((await open("/elsewhere", {})).status).toBe(404);
});

it("answers operations with typed errors and stays open: limits, NUL, an expired cursor", async () => {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    headers: { cookie: workspace.owner.cookie, origin: server.url },
  });
  await once(socket, "open");
  socket.send(JSON.stringify(init));
  await once(socket, "message");
  const codeOf = async (query: string) => {
    socket.send(JSON.stringify(ask(crypto.randomUUID(), query)));
    const [data] = await once(socket, "message");
    return (
      JSON.parse(String(data)).payload?.[0]?.extensions?.code ??
      JSON.parse(String(data)).payload?.errors?.[0]?.extensions?.code
    );
  };
  expect(await codeOf(`{ ${"__typename ".repeat(5000)} }`)).toBe("TOO_LARGE");
  expect(await codeOf('{ workspace(slug: "\\u0000") { id } }')).toBe("INVALID_INPUT");
  expect(await codeOf(`subscription { events(workspaceId: "${workspace.id}", after: "x") { cursor } }`)).toBe(
    "INVALID_INPUT",
  );
  expect(await codeOf("{ nothing }")).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.close();
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

describe("an operation over a WebSocket", () => {
  /** Sends one operation as the owner; its first answer. */
  async function answerTo(payload: object) {
    const headers = { cookie: workspace.owner.cookie, origin: server.url };
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
    await once(socket, "open");
    socket.send(JSON.stringify(init));
    await once(socket, "message");
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
    const [data] = await once(socket, "message");
    socket.close();
    return JSON.parse(String(data)).payload;
  }

  it("may be a mutation, and is replayed by its idempotency key", async () => {
    const query = `mutation { createTenant(input: {workspaceId: "${workspace.id}", key: "wire", name: "Wire"}) {
      __typename ... on CreateTenantSuccess { tenant { id } } } }`;
    const send = () => answerTo({ query, extensions: { idempotencyKey: "wire-1" } });
    const first = await send();
    expect(first.data.createTenant.__typename).toBe("CreateTenantSuccess");
    expect((await send()).data).toEqual(first.data);
  });

  it("is found by its name among several", async () => {
    const { data } = await answerTo({
      query: "query A { a: __typename } query B { b: __typename }",
      operationName: "B",
    });
    expect(data).toEqual({ b: "Query" });
  });

  it.each([
    ["an idempotency key that is no text", { idempotencyKey: { length: 1 } }, "INVALID_INPUT"],
    ["a hash that is a word of JavaScript", { persistedQuery: { sha256Hash: "constructor" } }, "FORBIDDEN"],
  ])("with %s is refused", async (_, extensions, code) => {
    const query = code === "FORBIDDEN" ? "" : "mutation { updateProfile(input: {}) { __typename } }";
    const answer = await answerTo({ query, extensions });
    expect((answer[0] ?? answer.errors[0]).extensions.code).toBe(code);
  });

  it("that is nested beyond the parser's stack is told so", async () => {
    const query = `{ nodes(ids: ${"[".repeat(3_900)}`;
    expect((await answerTo({ query }))[0].extensions.code).toMatch(/TOO_LARGE|SYNTAX_ERROR/);
  });
});

it("says that a way out to a provider names no workspace", async () => {
  const answer = await fetch(`${server.url}/connect/github`, { headers: { cookie: workspace.owner.cookie } });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("workspace: is missing");
});
