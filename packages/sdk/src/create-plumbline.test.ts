import { startTestServer, type TestServer } from "@plumbline/api/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPlumbline, type Plumbline } from "./create-plumbline.ts";
import {
  InvalidInputError,
  NetworkError,
  NotFoundError,
  OperationError,
  UnauthenticatedError,
  unwrap,
} from "./index.ts";
import { type Member, makeMember } from "./testing/make-member.ts";
import { type FlakyProxy, startFlakyProxy } from "./testing/start-flaky-proxy.ts";
import type { TypedDocument } from "./typed-document.ts";

type Doc<Data, Variables = Record<string, never>> = TypedDocument<Data, Variables>;

const whoAmI = "{ viewer { email } }" as Doc<{ viewer: { email: string } | null }>;
const list = `query ($slug: String!, $first: Int, $after: String) { workspace(slug: $slug) {
  integrations(first: $first, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }` as Doc<
  {
    workspace: {
      integrations: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    } | null;
  },
  { slug: string; first?: number; after?: string }
>;
const connect = `mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) {
  ... on ConnectIntegrationSuccess { connected { integration { id } } }
  ... on Refusal { code message nextStep } ... on InvalidInput { issues { path message } } } }` as Doc<
  { connectIntegration: { connected: { integration: { id: string } } } | { code: string; message: string } },
  { input: Record<string, unknown> }
>;

let server: TestServer;
let member: Member;
let proxy: FlakyProxy;
let client: Plumbline;

beforeAll(async () => {
  server = await startTestServer();
  member = await makeMember(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  proxy = await startFlakyProxy(server.url);
  client = member.client(proxy.url);
});
afterEach(() => proxy.close());

const input = (name: string, more = {}) => ({
  input: { workspaceId: member.workspace.id, provider: "generic-webhook", name, ...more },
});

async function names(): Promise<string[]> {
  const found: string[] = [];
  const variables = { slug: member.workspace.slug, first: 2 };
  for await (const node of client.pages(list, variables, (data) => data.workspace?.integrations)) found.push(node.name);
  return found;
}

describe("createPlumbline", () => {
  it("reads as the signed-in member, and as nobody without a credential", async () => {
    expect(unwrap(await client.query(whoAmI)).viewer?.email).toBe(member.workspace.owner.email);
    const nobody = createPlumbline({ url: server.url, session: "cookie" });
    expect(unwrap(await nobody.query(whoAmI)).viewer).toBeNull();
  });

  it("gives every node of a list that spans pages, in order, and no page more than the loop asks for", async () => {
    for (const name of ["p1", "p2", "p3", "p4"]) unwrap(await client.mutate(connect, input(name)));
    const all = await names();
    expect(all.slice(0, 4)).toEqual(["p4", "p3", "p2", "p1"]);
    expect(new Set(all).size).toBe(all.length);
    const before = proxy.seen.posts;
    for await (const _ of client.pages(
      list,
      { slug: member.workspace.slug, first: 1 },
      (data) => data.workspace?.integrations,
    ))
      break;
    expect(proxy.seen.posts - before).toBe(1);
    for await (const _ of client.pages(list, { slug: "no-such-one" }, (data) => data.workspace?.integrations))
      expect.unreachable();
  });

  it("answers typed refusals as values, whichever way the API refuses", async () => {
    const refused = await client.mutate(connect, input("nothing", { provider: "nothing" }));
    expect(refused.ok).toBe(false);
    expect(refused.error).toBeInstanceOf(NotFoundError);
    const invalid = await client.mutate(connect, input("x".repeat(500)));
    expect(invalid.error).toBeInstanceOf(InvalidInputError);
    expect((invalid.error as InvalidInputError).issues[0]?.path).toContain("name");
    const wrong = await client.query("{ nothingLikeThis }" as Doc<unknown>);
    expect(wrong.error).toBeInstanceOf(OperationError);
    const unknown = await createPlumbline({ url: server.url, apiKey: "plb_live_no" }).query(whoAmI);
    expect(unknown.error).toBeInstanceOf(UnauthenticatedError);
    expect(unknown.error?.nextStep).toBeTruthy();
    expect(() => unwrap(unknown)).toThrow(UnauthenticatedError);
  });

  it("repeats a write whose answer was lost, and it happens once", async () => {
    proxy.dropAnswers = 2;
    const made = await client.mutate(connect, input("lost on the way back"));
    expect(made.ok).toBe(true);
    expect(proxy.seen.posts).toBe(3);
    expect((await names()).filter((name) => name === "lost on the way back")).toHaveLength(1);
  });

  it("does not repeat a write that has no key", async () => {
    proxy.dropAnswers = 1;
    const made = await client.mutate(connect, input("without a key"), { idempotencyKey: null });
    expect(made.error).toBeInstanceOf(NetworkError);
    expect(proxy.seen.posts).toBe(1);
  });

  it("waits as Retry-After says", async () => {
    proxy.busy = { times: 1, retryAfter: "1" };
    const startedAt = Date.now();
    expect((await client.query(whoAmI)).ok).toBe(true);
    expect(Date.now() - startedAt).toBeGreaterThan(950);
  });

  it("gives up with a network error that says what answered", async () => {
    proxy.busy = { times: 9, retryAfter: "0" };
    const { error } = await client.query(whoAmI);
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as NetworkError).status).toBe(503);
    expect(proxy.seen.posts).toBe(4);
    await proxy.close();
    const gone = await member.client(proxy.url, { retries: 1 }).query(whoAmI);
    expect(gone.error).toMatchObject({ code: "NETWORK", status: null });
    proxy = await startFlakyProxy(server.url);
  });

  it("asks once for another token when one is refused, and gives up when that is refused too", async () => {
    let asked = 0;
    const getToken = () => {
      asked += 1;
      return `plb_live_wrong${asked}`;
    };
    const { error } = await createPlumbline({ url: server.url, getToken }).query(whoAmI);
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(asked).toBe(2);
  });
});
