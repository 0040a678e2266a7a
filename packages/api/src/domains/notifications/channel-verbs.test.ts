import { createECDH, randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import {
  eventually,
  type ProvingGround,
  proveWriteVerb,
  type Receiver,
  startProvingGround,
  startReceiver,
} from "../../testing/index.ts";

let ground: ProvingGround;
let receiver: Receiver;

beforeAll(async () => {
  ground = await startProvingGround();
  receiver = await startReceiver();
});
afterAll(async () => {
  await ground?.close();
  await receiver?.close();
});
beforeEach(() => {
  receiver.answer = (res) => res.writeHead(204).end();
});

const settings = () => [{ name: "url", value: receiver.url }];

async function made(more: Record<string, unknown> = {}) {
  const { data } = await ground.ask(
    `mutation ($input: CreateChannelInput!) { createChannel(input: $input) { __typename
      ... on CreateChannelSuccess { channel { id } secret } ... on Refusal { code message nextStep } } }`,
    { input: { workspaceId: ground.workspace.id, kind: "webhook", name: "Hooks", settings: settings(), ...more } },
  );
  return data.createChannel;
}

async function failedMessage(): Promise<string> {
  const { channel } = await made();
  const { data } = await ground.ask(
    `mutation ($input: SendTestNotificationInput!) { sendTestNotification(input: $input) { ... on SendTestNotificationSuccess { notification { id } } } }`,
    { input: { channelId: channel.id } },
  );
  const { id } = data.sendTestNotification.notification;
  await ground.server.app.database.raw`
    update notifications set state = 'failed', next_attempt_at = null where id = ${decodeId("ntf", id)}`;
  return id;
}

test("createChannel", async () => {
  const { channel, secret } = await proveWriteVerb(ground, {
    mutation: "createChannel",
    select: "channel { id name where claim { state reason } settings { name value } kind { name makesSecret } } secret",
    input: ({ workspace }) => ({ workspaceId: workspace.id, kind: "webhook", name: "Hooks", settings: settings() }),
    event: "channel.created",
  });
  expect(channel).toMatchObject({
    name: "Hooks",
    claim: { state: "CLAIMED" },
    kind: { name: "webhook", makesSecret: true },
  });
  expect(secret).toMatch(/^whsec_/);
  expect(channel.where).not.toContain("token");
  expect(JSON.stringify(channel)).not.toContain(secret);
});

test("updateChannel", async () => {
  const { channel } = await proveWriteVerb(ground, {
    mutation: "updateChannel",
    select: "channel { name mutedAt rateCount rateSeconds }",
    input: async () => ({
      id: (await made()).channel.id,
      name: "Muted hooks",
      muted: true,
      rateCount: 3,
      rateSeconds: 10,
    }),
    event: "channel.updated",
  });
  expect(channel).toMatchObject({ name: "Muted hooks", rateCount: 3, rateSeconds: 10 });
  expect(channel.mutedAt).toBeTruthy();
});

test("rotateChannelSecret", async () => {
  const { channel, secret } = await proveWriteVerb(ground, {
    mutation: "rotateChannelSecret",
    select: "channel { id previousSecretUntil } secret",
    input: async () => ({ id: (await made()).channel.id, overlapHours: 2 }),
    event: "channel.secret_rotated",
  });
  expect(secret).toMatch(/^whsec_/);
  expect(channel.previousSecretUntil).toBeTruthy();
});

test("deleteChannel", async () => {
  const { channel } = await proveWriteVerb(ground, {
    mutation: "deleteChannel",
    select: "channel { id deletedAt }",
    input: async () => ({ id: (await made()).channel.id }),
    event: "channel.deleted",
  });
  const [row] = await ground.server.app.database
    .raw`select secrets from channels where id = ${decodeId("chn", channel.id)}`;
  expect(row?.secrets).toBeNull();
});

test("sendTestNotification", async () => {
  const { notification } = await proveWriteVerb(ground, {
    mutation: "sendTestNotification",
    select: "notification { id title }",
    input: async () => ({ channelId: (await made()).channel.id }),
    event: "channel.tested",
  });
  expect(notification.title).toBe("Test of Hooks");
});

test("resendNotification", async () => {
  const { notification } = await proveWriteVerb(ground, {
    mutation: "resendNotification",
    select: "notification { id state }",
    input: async () => ({ id: await failedMessage() }),
    event: "notification.resent",
  });
  expect(notification.state).toBe("QUEUED");
});

test("a test tells each hop, and proves the channel; both secrets sign during the overlap", async () => {
  const { channel, secret: old } = await made({ name: "Proof" });
  const rotated = await ground.ask(
    `mutation ($input: RotateChannelSecretInput!) { rotateChannelSecret(input: $input) { ... on RotateChannelSecretSuccess { secret } } }`,
    { input: { id: channel.id } },
  );
  receiver.received.length = 0;
  await ground.ask(
    `mutation ($input: SendTestNotificationInput!) { sendTestNotification(input: $input) { __typename } }`,
    {
      input: { channelId: channel.id },
    },
  );
  const shown = await eventually(async () => {
    const { data } = await ground.ask(
      `query ($id: ID!) { node(id: $id) { ... on Channel { claim { state proof { what from } }
        notifications { totalCount nodes { state sentAt url attempts { number purpose status error response durationMs } } } } } }`,
      { id: channel.id },
    );
    return data.node.claim.state === "PROVEN" ? data.node : null;
  });
  expect(shown.claim.proof.what).toBe("“Test of Proof” answered with 204");
  expect(shown.notifications).toMatchObject({
    totalCount: 1,
    nodes: [{ state: "SENT", attempts: [{ number: 1, purpose: "SEND", status: 204, error: null }] }],
  });
  const request = receiver.received.at(-1);
  const headers = request?.headers as Record<string, string>;
  for (const secret of [old, rotated.data.rotateChannelSecret.secret])
    new Webhook(secret).verify(request?.body ?? "", headers);
});

test("settings that cannot work are refused with the field and the reason", async () => {
  const refused = async (more: Record<string, unknown>) => (await made(more)).message;
  expect(await refused({ kind: "email", settings: [{ name: "to", value: "no address" }] })).toContain(
    "no is no mail address",
  );
  expect(await refused({ kind: "pagerduty", settings: [{ name: "routingKey", value: "short" }] })).toContain(
    "32 letters and digits",
  );
  expect(await refused({ kind: "slack", settings: [] })).toContain("Slack workspace is needed");
  for (const value of ["https://hooks.slack.com/services/T0/B0/x", "int_", "int_nonsense"]) {
    const slack = [
      { name: "integrationId", value },
      { name: "channel", value: "#ops" },
    ];
    const refusal = await made({ kind: "slack", settings: slack });
    expect(refusal.message).toContain("must be the id of a connected integration");
    expect(JSON.stringify(refusal)).toContain("integrationId");
  }
  expect(await refused({ settings: [{ name: "url", value: "https://10.0.0.8/x" }] })).toContain("private or reserved");
  expect(await refused({ kind: "pigeon" })).toContain("no kind of channel");
  expect(await refused({ settings: [...settings(), { name: "secret", value: "mine" }] })).toContain(
    "asks for nothing of this name",
  );
});

test("what went to one person is that person's alone to see; a browser is its owner's alone to remove", async () => {
  const device = `mutation ($input: RegisterPushDeviceInput!) { registerPushDevice(input: $input) {
    ... on RegisterPushDeviceSuccess { device { id name } } ... on Refusal { message } } }`;
  const p256dh = createECDH("prime256v1").generateKeys("base64url");
  const input = {
    url: new URL("/push/1", receiver.url).href,
    p256dh,
    auth: randomBytes(16).toString("base64url"),
    name: "Firefox",
  };
  const first = (await ground.ask(device, { input })).data.registerPushDevice.device;
  expect((await ground.ask(device, { input })).data.registerPushDevice.device.id).toBe(first.id);
  const { data } = await ground.ask(
    `mutation ($input: SendTestToMeInput!) { sendTestToMe(input: $input) {
      ... on SendTestToMeSuccess { notifications { id channel { kind { name } } } } } }`,
    { input: { workspaceId: ground.workspace.id } },
  );
  const ids = data.sendTestToMe.notifications.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(3);
  const see = `query ($ids: [ID!]!, $slug: String!) { nodes(ids: $ids) { id } workspace(slug: $slug) { notifications(first: 100) { nodes { id } } } viewer { pushDevices { id } } }`;
  const asViewer = await ground.ask(see, { ids, slug: ground.workspace.slug }, { cookie: ground.viewer.cookie });
  expect(asViewer.data.nodes).toEqual([null, null, null]);
  expect(asViewer.data.workspace.notifications.nodes.filter(({ id }: { id: string }) => ids.includes(id))).toEqual([]);
  expect(asViewer.data.viewer.pushDevices).toEqual([]);
  const own = await ground.ask(see, { ids, slug: ground.workspace.slug });
  expect(own.data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
  const remove = `mutation ($input: RemovePushDeviceInput!) { removePushDevice(input: $input) { __typename ... on Refusal { code } } }`;
  const stolen = await ground.ask(remove, { input: { id: first.id } }, { cookie: ground.viewer.cookie });
  expect(stolen.data.removePushDevice).toMatchObject({ code: "NOT_FOUND" });
  expect((await ground.ask(remove, { input: { id: first.id } })).data.removePushDevice.__typename).toBe(
    "RemovePushDeviceSuccess",
  );
});

test("every channel is a claim of the workspace's readiness, until it is muted", async () => {
  const { channel } = await made({ name: "Readiness" });
  const titles = async () => {
    const { data } = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { readiness { claims { title state } } } }`,
      {
        slug: ground.workspace.slug,
      },
    );
    return data.workspace.readiness.claims.map(({ title }: { title: string }) => title);
  };
  const title = `Readiness receives messages (${receiver.url.split("?")[0]})`;
  expect(await titles()).toContain(title);
  await ground.ask(`mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename } }`, {
    input: { id: channel.id, muted: true },
  });
  expect(await titles()).not.toContain(title);
});
