import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import { eventually } from "../../../testing/eventually.ts";
import {
  graphqlOver,
  joinWorkspace,
  type ProvingGround,
  proveWriteVerb,
  type Receiver,
  startProvingGround,
  startReceiver,
  type TestMember,
} from "../../../testing/index.ts";
import { endHealedTakings } from "./end-healed-takings.ts";

let receiver: Receiver;
let ground: ProvingGround;
let colleague: TestMember;
beforeAll(async () => {
  ground = await startProvingGround();
  receiver = await startReceiver();
  colleague = await joinWorkspace(ground.server, ground.workspace, "OPERATOR");
});
afterAll(async () => {
  await ground?.close();
  await receiver?.close();
});

const select = "taking { claimKey title since name userId }";

/** An endpoint that a member has switched off, which is something wrong. @returns the key of its claim, and its id */
async function switchedOff(description: string): Promise<{ claimKey: string; id: string }> {
  const { data } = await ground.ask(
    `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
      ... on CreateWebhookEndpointSuccess { webhookEndpoint { id claim { key } } } ... on Refusal { message } } }`,
    { input: { workspaceId: ground.workspace.id, url: receiver.url, description } },
  );
  const { id, claim } = data.createWebhookEndpoint.webhookEndpoint;
  await turn("disable", id);
  return { claimKey: claim.key, id };
}

async function turn(verb: "enable" | "disable", id: string): Promise<void> {
  const name = `${verb}WebhookEndpoint`;
  const { data } = await ground.ask(
    `mutation ($id: ID!) { ${name}(input: {id: $id}) { __typename ... on Refusal { message } } }`,
    { id },
  );
  expect(data[name].__typename).toMatch(/Success$/);
}

async function mutate(name: "takeClaim" | "releaseClaim", claimKey: string, cookie = ground.workspace.owner.cookie) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const { data } = await ground.ask(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      __typename ... on ${type}Success { ${select} } ... on Refusal { code message } } }`,
    { input: { workspaceId: ground.workspace.id, claimKey } },
    { cookie },
  );
  return data[name];
}

async function takings(cookie = ground.workspace.owner.cookie): Promise<{ claimKey: string; name: string }[]> {
  const { data } = await graphqlOver(
    ground.server.url,
    `query ($slug: String!) { workspace(slug: $slug) {
      home { takings { claimKey since name userId } } readiness { takings { claimKey } } } }`,
    { slug: ground.workspace.slug },
    { cookie },
  );
  const { home, readiness } = data.workspace;
  expect(readiness.takings.length).toBe(home.takings.length);
  return home.takings;
}

const of = async (claimKey: string, cookie?: string) =>
  (await takings(cookie)).filter((taking) => taking.claimKey === claimKey);

test("taking keeps the four promises, and everybody sees who and since when", async () => {
  const { claimKey } = await switchedOff("Taken");
  const { taking } = await proveWriteVerb(ground, {
    mutation: "takeClaim",
    select,
    input: ({ workspace }) => ({ workspaceId: workspace.id, claimKey }),
    event: "claim.taken",
  });
  expect(taking).toMatchObject({
    claimKey,
    title: "Taken receives events",
    name: expect.any(String),
    userId: expect.stringMatching(/^usr_/),
  });
  expect(await of(claimKey, ground.viewer.cookie)).toMatchObject([
    { claimKey, since: taking.since, name: taking.name, userId: taking.userId },
  ]);
});

test("releasing keeps the four promises", async () => {
  const { claimKey } = await switchedOff("Released");
  await mutate("takeClaim", claimKey);
  await proveWriteVerb(ground, {
    mutation: "releaseClaim",
    select,
    input: ({ workspace }) => ({ workspaceId: workspace.id, claimKey }),
    event: "claim.released",
  });
  expect(await of(claimKey)).toEqual([]);
  expect(await mutate("releaseClaim", claimKey)).toMatchObject({ code: "NOT_FOUND" });
});

test("several can be on the same, and each gives back only the own taking", async () => {
  const { claimKey } = await switchedOff("Shared");
  const first = await mutate("takeClaim", claimKey);
  expect(await mutate("takeClaim", claimKey), "who is on it already stays so").toEqual(first);
  await mutate("takeClaim", claimKey, colleague.cookie);
  expect(await of(claimKey)).toHaveLength(2);
  await mutate("releaseClaim", claimKey, colleague.cookie);
  expect(await of(claimKey)).toMatchObject([{ name: first.taking.name }]);
});

test("only what is wrong can be taken", async () => {
  const { claimKey, id } = await switchedOff("Right again");
  await turn("enable", id);
  expect(await mutate("takeClaim", claimKey)).toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(await mutate("takeClaim", "integration:nowhere:live")).toMatchObject({ code: "NOT_FOUND" });
});

test("a taking ends by itself when the claim heals, and the history says so", async () => {
  const { claimKey, id } = await switchedOff("Heals");
  await mutate("takeClaim", claimKey);
  await turn("enable", id);
  expect(await of(claimKey), "shown no longer, even before it is ended").toEqual([]);
  const { raw } = ground.server.app.database;
  const [ended] = await eventually(async () => {
    const rows = await raw`
      select actor_type, data from events where type = 'claim.released' and data ->> 'claim' = ${claimKey}`;
    return rows.length > 0 ? rows : null;
  });
  expect(ended).toMatchObject({ actor_type: "system", data: { why: "healed", title: "Heals receives events" } });
  await turn("disable", id);
  expect(await of(claimKey), "what breaks again is nobody's").toEqual([]);
});

test("claims that cannot be read end nothing", async () => {
  const { claimKey } = await switchedOff("Unread");
  await mutate("takeClaim", claimKey);
  const { app } = ground.server;
  const workspaceId = decodeId("ws", ground.workspace.id);
  const ctx = systemContext(app, "test");
  const unread = { id: "webhooks:unreadable", state: "broken", title: "", proof: null, reason: null } as const;
  ctx.memo.set(`claims:${workspaceId}`, Promise.resolve([unread]));
  await endHealedTakings(ctx, workspaceId);
  expect(await of(claimKey)).toHaveLength(1);
});

test("who leaves the workspace is on nothing there any more", async () => {
  const leaver = await joinWorkspace(ground.server, ground.workspace, "OPERATOR");
  const { claimKey } = await switchedOff("Left");
  await mutate("takeClaim", claimKey, leaver.cookie);
  expect(await of(claimKey)).toHaveLength(1);
  await ground.ask(
    `mutation ($w: ID!) { leaveWorkspace(input: {workspaceId: $w}) { __typename } }`,
    { w: ground.workspace.id },
    { cookie: leaver.cookie },
  );
  expect(await of(claimKey)).toEqual([]);
});
