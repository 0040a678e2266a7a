import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  graphqlOver,
  makeWorkspace,
  signUp,
  startTestServer,
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
