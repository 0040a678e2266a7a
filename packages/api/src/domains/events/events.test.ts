import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { createContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { graphqlOver } from "../../testing/graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { watchEvents } from "./watch-events.ts";

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
  for (const name of ["A", "B", "C"]) await rename(name);
  await eventually(async () => (await list("first: 1")).nodes[0]?.data.name === "C");
});
afterAll(async () => await server.close());

async function rename(name: string): Promise<void> {
  const { data, errors } = await graphqlOver(
    server.url,
    "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { __typename ... on Refusal { message } } }",
    { input: { workspaceId: workspace.id, name } },
    { cookie: workspace.owner.cookie },
  );
  expect([errors, data.updateWorkspace.__typename]).toEqual([undefined, "UpdateWorkspaceSuccess"]);
}

async function ask(args: string) {
  return await graphqlOver(
    server.url,
    `query ($slug: String!) { workspace(slug: $slug) { events(${args}) {
      nodes { id type subjectId data occurredAt actor { type name } } edges { cursor } pageInfo { hasNextPage endCursor } } } }`,
    { slug: workspace.slug },
    { cookie: workspace.owner.cookie },
  );
}

async function list(args: string) {
  const { data, errors } = await ask(args);
  expect(errors).toBeUndefined();
  return data.workspace.events;
}

test("lists the history newest first and pages through it without gap or repeat", async () => {
  const whole = await list("first: 100");
  expect(whole.nodes.slice(0, 3).map((event: { data: { name: string } }) => event.data.name)).toEqual(["C", "B", "A"]);
  const paged: string[] = [];
  let after = "";
  for (;;) {
    const page = await list(`first: 2${after && `, after: "${after}"`}`);
    paged.push(...page.nodes.map((event: { id: string }) => event.id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(paged).toEqual(whole.nodes.map((event: { id: string }) => event.id));
  const backwards = await list(`last: 2, before: "${whole.edges[2].cursor}"`);
  expect(backwards.nodes.map((event: { data: { name: string } }) => event.data.name)).toEqual(["C", "B"]);
});

test("filters by type, subject, actor and time", async () => {
  const types = async (args: string) => (await list(args)).nodes.map((event: { type: string }) => event.type);
  expect(await types('filter: { type: { in: ["workspace.created"] } }')).toEqual(["workspace.created"]);
  expect(await types(`filter: { subjectId: "${workspace.id}", actorType: { in: ["user"] } }`)).toContain(
    "workspace.renamed",
  );
  expect(await types('filter: { actorType: { in: ["api_key"] } }')).toEqual([]);
  const [newest, second] = (await list("first: 2")).nodes;
  expect(await types(`filter: { occurredAt: { gte: "${newest.occurredAt}" } }`)).toHaveLength(1);
  expect(await types(`first: 1, filter: { occurredAt: { lt: "${newest.occurredAt}" } }`)).toEqual([second.type]);
});

test("answers bad arguments in words", async () => {
  for (const args of ['filter: { subjectId: "nobody" }', 'after: "nonsense"', "first: 101", 'after: "azphYmM"']) {
    const { errors } = await ask(args);
    expect(errors?.[0]?.extensions.code).toBe("INVALID_INPUT");
  }
});

test("a subscription by a key of one environment hears nothing of another, and of what names none", () => {
  const [own, other] = [randomUUID(), randomUUID()];
  const workspaceId = decodeId("ws", workspace.id);
  const key = {
    type: "api_key",
    apiKeyId: randomUUID(),
    workspaceId,
    kind: "secret",
    name: "siem",
    expiresAt: null,
  } as const;
  const hears = (environmentId: string | null) => {
    const actor = { ...key, environmentId, scopes: ["events:read"] };
    const source = watchEvents(createContext({ app: server.app, actor }), { workspaceId });
    return [own, other, null, undefined].map((of) =>
      source.wants({ workspaceId, type: "flag.killed", data: { environmentId: of } } as never),
    );
  };
  expect([hears(own), hears(null)]).toEqual([
    [true, false, true, true],
    [true, true, true, true],
  ]);
});

test("the catalogue names every kind of event with what it carries, for members only", async () => {
  const query = "{ eventTypes { type description outbound dataSchema } }";
  const { data } = await graphqlOver(server.url, query, {}, { cookie: workspace.owner.cookie });
  const renamed = data.eventTypes.find(({ type }: { type: string }) => type === "workspace.renamed");
  expect(renamed).toMatchObject({ outbound: true, dataSchema: { properties: { name: { type: "string" } } } });
  const { errors } = await graphqlOver(server.url, query);
  expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});
