import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing/eventually.ts";
import { graphqlOver } from "../../testing/graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../../testing/make-workspace.ts";
import { type Receiver, startReceiver } from "../../testing/start-receiver.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";

let server: TestServer;
let workspace: TestWorkspace;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

async function ask(query: string, variables: Record<string, unknown> = {}, cookie = workspace.owner.cookie) {
  return await graphqlOver(server.url, query, variables, { cookie });
}

async function readiness() {
  const { data } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) {
      readiness { total proven claimed stale broken next { key }
        claims { key title state reason since proof { what when from } nextStep { label href } subjectType subjectId } }
      home { wrongNow { key } recentEvents { type } }
    } }`,
    { slug: workspace.slug },
  );
  return data.workspace;
}

const endpointFields =
  "id url claim { state proof { what from } reason } messages(first: 5) { nodes { state attempts { number status error } event { type } } }";

async function mutate(name: string, input: Record<string, unknown>, selection: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const { data, errors } = await ask(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Success { ${selection} } ... on Refusal { code message nextStep } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

test("a new workspace claims little, knows what to do first, and every state is counted", async () => {
  const { readiness: fresh, home } = await readiness();
  const keys = fresh.claims.map((claim: { key: string }) => claim.key);
  expect(keys).toEqual(expect.arrayContaining(["integrations:first-signal", "mail:leaves", "worker:works"]));
  expect(fresh.proven + fresh.claimed + fresh.stale + fresh.broken).toBe(fresh.total);
  expect(fresh.next.key).toBe("integrations:first-signal");
  // The owner's verification mail has landed in the local mailbox, and the worker put it there.
  for (const key of ["mail:leaves", "worker:works"]) {
    expect(fresh.claims.find((claim: { key: string }) => claim.key === key)).toMatchObject({
      state: "PROVEN",
      proof: { when: expect.any(String), from: expect.any(String) },
    });
  }
  expect(home.recentEvents.map((event: { type: string }) => event.type)).toContain("workspace.created");
});

test("an endpoint is only claimed, then proven by what it took, then broken by what it refused, and says so on Home", async () => {
  const created = await mutate(
    "createWebhookEndpoint",
    { workspaceId: workspace.id, url: receiver.url, description: "Billing" },
    `secret webhookEndpoint { ${endpointFields} }`,
  );
  expect(created).toMatchObject({
    secret: expect.stringMatching(/^whsec_/),
    webhookEndpoint: { claim: { state: "CLAIMED" } },
  });
  const { id } = created.webhookEndpoint;
  const claimOf = async () => {
    const { readiness: now, home } = await readiness();
    const claim = now.claims.find(({ subjectId }: { subjectId: string }) => subjectId === id);
    return { claim, home, first: now.claims[0] };
  };
  expect((await claimOf()).claim).toMatchObject({
    title: "Billing receives events",
    nextStep: { href: `webhooks/${id}` },
  });

  await mutate("sendTestWebhook", { id }, "webhookMessage { id }");
  const { claim: proven } = await eventually(async () => {
    const found = await claimOf();
    return found.claim.state === "PROVEN" ? found : null;
  });
  expect(proven.proof).toMatchObject({ what: "webhook_endpoint.tested answered with 204" });

  receiver.answer = (res) => res.writeHead(500).end();
  await mutate("sendTestWebhook", { id }, "webhookMessage { id }");
  const {
    claim: broken,
    home,
    first,
  } = await eventually(async () => {
    const found = await claimOf();
    // The claim is read from its row, the event once the relay has numbered it.
    const isTold = found.home.recentEvents.some(({ type }: { type: string }) => type === "webhook_endpoint.failing");
    return found.claim.state === "BROKEN" && isTold ? found : null;
  });
  expect(broken).toMatchObject({ reason: expect.stringContaining("answered 500"), since: expect.any(String) });
  expect(first.key).toBe(broken.key);
  expect(home.wrongNow).toEqual([{ key: broken.key }]);

  const { data } = await ask(`query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { ${endpointFields} } } }`, {
    id,
  });
  expect(data.node.messages.nodes).toMatchObject([
    { state: "PENDING", attempts: [{ number: 1, status: 500 }], event: { type: "webhook_endpoint.tested" } },
    { state: "DELIVERED", attempts: [{ number: 1, status: 204, error: null }] },
  ]);
});

test("refusals are members of the union, with their code and the next step", async () => {
  const refused = await mutate(
    "createWebhookEndpoint",
    { workspaceId: workspace.id, url: "http://10.0.0.1/" },
    "secret",
  );
  expect(refused).toMatchObject({
    __typename: "InvalidInput",
    code: "INVALID_INPUT",
    nextStep: expect.stringContaining("OUTBOUND_ALLOW"),
  });
});

test("strangers see neither readiness nor endpoints", async () => {
  const stranger = (await makeWorkspace(server, "Globex")).owner;
  const { data } = await ask(
    "query ($slug: String!) { workspace(slug: $slug) { id } }",
    { slug: workspace.slug },
    stranger.cookie,
  );
  expect(data.workspace).toBeNull();
  const { data: own } = await ask(
    "query ($slug: String!) { workspace(slug: $slug) { webhookEndpoints { nodes { id } } } }",
    { slug: workspace.slug },
  );
  const [endpoint] = own.workspace.webhookEndpoints.nodes;
  const { data: node } = await ask("query ($id: ID!) { node(id: $id) { id } }", { id: endpoint.id }, stranger.cookie);
  expect(node.node).toBeNull();
});

test("says live when something may have moved a claim", async () => {
  const query = "subscription ($w: ID!) { readinessChanged(workspaceId: $w) { cursor readiness { total claimed } } }";
  const stop = new AbortController();
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    signal: stop.signal,
    headers: {
      cookie: workspace.owner.cookie,
      origin: server.url,
      accept: "text/event-stream",
      "content-type": "application/json",
    },
    body: JSON.stringify({ query, variables: { w: workspace.id } }),
  });
  const { readiness: before } = await readiness();
  await mutate("createWebhookEndpoint", { workspaceId: workspace.id, url: receiver.url }, "secret");
  let text = "";
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    if (text.includes("readinessChanged")) break;
  }
  stop.abort();
  const { readinessChanged } = JSON.parse(/^data: (\{.*)$/m.exec(text)?.[1] ?? "{}").data;
  expect(readinessChanged.readiness).toEqual({ total: before.total + 1, claimed: before.claimed + 1 });
});
