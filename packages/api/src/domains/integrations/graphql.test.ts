import { createClient } from "graphql-ws";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../../testing/eventually.ts";
import { graphqlOver } from "../../testing/graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { signDelivery } from "./provider/sign-delivery.ts";
import type { SignatureScheme } from "./provider/signature-scheme.ts";
import { genericWebhook } from "./providers/generic-webhook.ts";

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await makeWorkspace(server);
});
afterAll(() => server?.close());

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  graphqlOver(server.url, query, variables, { cookie: workspace.owner.cookie });

async function connect(): Promise<{ id: string; hookUrl: string; secret: string; curl: string }> {
  const { data } = await ask(
    `mutation ($input: ConnectIntegrationInput!) {
      connectIntegration(input: $input) {
        __typename
        ... on ConnectIntegrationSuccess { connected { hookUrl secret curl integration { id state rungs { key state text } } } }
        ... on Refusal { message nextStep }
      }
    }`,
    { input: { workspaceId: workspace.id, provider: "generic-webhook" } },
  );
  const { connected } = data.connectIntegration;
  expect(connected.integration).toMatchObject({ state: "PENDING", rungs: [{ key: "live", state: "CLAIMED" }] });
  return { ...connected, id: connected.integration.id };
}

async function send(door: { hookUrl: string; secret: string }, text: string): Promise<void> {
  const body = Buffer.from(text);
  const headers =
    signDelivery(genericWebhook.webhook?.signature as SignatureScheme, door.secret, body, new Date()) ?? {};
  await fetch(door.hookUrl, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

test("the catalogue says what is set up, what is missing and what that disables, and never a value", async () => {
  const { data, errors } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) { publicUrlReachable providers {
      slug name category description docsUrl guide feeds freshness { webhook polling } defaultMode notice redirectUrl webhookUrl targetNoun
      connectMethods { kind available unavailableReason scopes fields { name label help placeholder secret } }
      settings { name description secret state disables } } } }`,
    { slug: workspace.slug },
  );
  expect(errors).toBeUndefined();
  expect(data.workspace.publicUrlReachable).toBe(false);
  const github = data.workspace.providers.find((provider: { slug: string }) => provider.slug === "github");
  expect(github).toMatchObject({
    defaultMode: "POLLING",
    redirectUrl: `${server.url}/connect/github/callback`,
    targetNoun: "repositories",
  });
  expect(github.notice).toContain("cannot be reached from outside");
  const oauth = github.connectMethods.find((method: { kind: string }) => method.kind === "OAUTH2");
  expect(oauth).toMatchObject({
    available: false,
    unavailableReason: expect.stringContaining("GITHUB_CLIENT_ID is not set"),
  });
  expect(github.settings).toContainEqual(
    expect.objectContaining({ name: "GITHUB_URL", state: "DEFAULT", disables: null }),
  );
});

test("a signed delivery reaches a subscriber, and every list shows it", async () => {
  const door = await connect();
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: { cookie: workspace.owner.cookie, origin: server.url } });
      }
    },
  });
  const heard: string[] = [];
  const stop = client.subscribe<{ signalReceived: { signal: { title: string } } }>(
    {
      query:
        "subscription ($id: ID!) { signalReceived(workspaceId: $id) { cursor signal { id type title integration { id state } delivery { verdict } } } }",
      variables: { id: workspace.id },
    },
    {
      next: ({ data, errors }) => heard.push(data?.signalReceived.signal.title ?? JSON.stringify(errors)),
      error: (error) => heard.push(String(error)),
      complete: () => {},
    },
  );
  await eventually(async () => {
    await send(door, `{"type":"build.finished","title":"Green","subject":"main","n":${Math.random()}}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return heard.length > 0;
  });
  expect(heard[0]).toBe("Green");
  stop();
  await client.dispose();

  const { data, errors } = await ask(
    `query ($slug: String!, $id: ID!) { workspace(slug: $slug) {
      integrations(first: 10, filter: { provider: "generic-webhook" }) { totalCount nodes {
        id provider providerName name method mode state reason nextStep account scopes feeds hookUrl lastDeliveryAt lastSignalAt createdAt
        rungs { key title state text at } targets { targetId name } registrations { target state } tenant { id }
        statistics { accepted refused duplicate signals answeredMsP50 answeredMsP99 buckets { from accepted } }
        deliveries(first: 2) { nodes { id verdict } } signals(first: 2) { nodes { id title } } } }
      deliveries(first: 5, filter: { integrationId: $id, verdicts: [ACCEPTED] }) { totalCount nodes {
        id event externalId verdict reason headers { name value } body bodyBytes receivedAt answeredMs processedAt signalCount outcome
        replayOf { id } integration { id name } } }
      signals(first: 5, filter: { types: ["build.finished"] }) { totalCount nodes { id type title subject url actor by data occurredAt receivedAt integration { id } delivery { id } } }
      deliveryStatistics { accepted buckets { from accepted duplicate refused } } } node(id: $id) { id ... on Integration { state } } }`,
    { slug: workspace.slug, id: door.id },
  );
  expect(errors).toBeUndefined();
  const { integrations, deliveries, signals, deliveryStatistics } = data.workspace;
  expect(integrations.nodes[0]).toMatchObject({
    id: door.id,
    state: "LIVE",
    rungs: [{ key: "live", state: "PROVEN" }],
  });
  expect(integrations.nodes[0].statistics.buckets).toHaveLength(48);
  expect(deliveries.nodes[0]).toMatchObject({
    verdict: "ACCEPTED",
    event: "build.finished",
    integration: { id: door.id },
  });
  expect(deliveries.nodes[0].body).toContain("Green");
  expect(deliveries.totalCount).toBeGreaterThan(0);
  expect(signals.nodes[0]).toMatchObject({ title: "Green", by: "WEBHOOK", integration: { id: door.id } });
  expect(deliveryStatistics.accepted).toBeGreaterThan(0);
  expect(data.node).toEqual({ id: door.id, state: "LIVE" });
});

test("a test delivery goes the real way and shows each hop; a replay answers the new delivery", async () => {
  const door = await connect();
  const { data } = await ask(
    `mutation ($input: SendTestDeliveryInput!) { sendTestDelivery(input: $input) {
      ... on SendTestDeliverySuccess { test { hops { name at ok detail } integration { id } } } ... on Refusal { message } } }`,
    { input: { integrationId: door.id } },
  );
  expect(data.sendTestDelivery.test.hops.map((hop: { name: string; ok: boolean }) => [hop.name, hop.ok])).toEqual([
    ["sent", true],
    ["answered", true],
    ["received", true],
    ["processed", true],
  ]);
  const listed = await ask(
    "query ($slug: String!) { workspace(slug: $slug) { deliveries(first: 1) { nodes { id } } } }",
    { slug: workspace.slug },
  );
  const deliveryId = listed.data.workspace.deliveries.nodes[0].id;
  const replay = await ask(
    `mutation ($input: ReplayDeliveryInput!) { replayDelivery(input: $input) {
      ... on ReplayDeliverySuccess { delivery { id replayOf { id } } } ... on Refusal { message } } }`,
    { input: { deliveryId } },
  );
  expect(replay.data.replayDelivery.delivery.replayOf.id).toBe(deliveryId);
});

test("a refusal is a type of its own, with what to do next", async () => {
  const { data } = await ask(
    `mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { __typename ... on Refusal { code message nextStep } } }`,
    { input: { workspaceId: workspace.id, provider: "nobody" } },
  );
  expect(data.connectIntegration).toEqual({
    __typename: "NotFound",
    code: "NOT_FOUND",
    message: "The catalogue has no provider “nobody”.",
    nextStep: "Choose one of the catalogue.",
  });
});
