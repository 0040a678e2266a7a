import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId, encodeId } from "../../../../graphql/ids.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { freePort } from "../../../../testing/free-port.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { signDelivery } from "../../provider/sign-delivery.ts";
import type { SignatureScheme } from "../../provider/signature-scheme.ts";
import { type EmulatorFront, startEmulatorFront } from "../../testing/emulator-front.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { slack } from "../slack.ts";

const clientId = "12345.67890";
const clientSecret = "0123456789abcdef0123456789abcdef";
const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const human = "xoxp-human";

let emulator: Emulator;
let front: EmulatorFront;
let server: TestServer;
let workspace: TestWorkspace;
/** Token rotation, which emulate lacks: the token stays, the refresh token is another each time. */
let rotation = 0;

beforeAll(async () => {
  const port = await freePort();
  emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      tokens: { [human]: { login: "U000000001", scopes: ["chat:write", "channels:read", "channels:history"] } },
      slack: {
        team: { name: "Meridian", domain: "meridian" },
        oauth_apps: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            name: "Plumbline",
            redirect_uris: [`http://localhost:${port}/connect/slack/callback`],
          },
        ],
      },
    },
  });
  front = await startEmulatorFront(emulator.url, async ({ path, body }, passOn) => {
    if (path === "/api/auth.revoke") return [200, { ok: true, revoked: true }];
    if (path !== "/api/oauth.v2.access" || rotation === 0) return null;
    rotation += 1;
    const more = { refresh_token: `xoxe-${rotation}`, expires_in: 43_200 };
    if (body.grant_type !== "refresh_token") return [200, { ...((await passOn()).body as object), ...more }];
    return body.refresh_token === `xoxe-${rotation - 1}`
      ? [200, { ok: true, access_token: lastToken(), token_type: "bot", ...more }]
      : [200, { ok: false, error: "invalid_refresh_token" }];
  });
  server = await startTestServer({
    env: {
      PORT: String(port),
      SLACK_API_URL: front.url,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_SIGNING_SECRET: signingSecret,
    },
  });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await front?.close();
  await emulator?.close();
});

const raw = () => server.app.database.raw;
const row = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
const signalsOf = async (id: string) =>
  await raw()`select type, subject, title, by, data from signals where integration_id = ${id} order by occurred_at`;
const calls = (path: string) => front.asked.filter((asked) => asked.path === path);
const lastToken = () =>
  String(
    front.asked
      .filter(({ path }) => path === "/api/auth.test")
      .at(-1)
      ?.headers.authorization?.replace("Bearer ", ""),
  );

/** Leaves for Slack, allows there, comes back. */
async function connect(query: Record<string, string>): Promise<string> {
  const flow = await goThroughConnect(server, workspace, "slack", query);
  const asked = flow.authorize.searchParams;
  expect(asked.get("scope")).toContain("channels:history,groups:read");
  expect(asked.has("code_challenge")).toBe(false);
  const form = new URLSearchParams({ user_id: "U000000001" });
  for (const name of ["redirect_uri", "scope", "state", "client_id"]) form.set(name, asked.get(name) ?? "");
  const allowed = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code") ?? "";
  return flow.integrationIn(await flow.comeBack({ code }));
}

/** Sends what Slack would send, signed as Slack signs. */
async function deliver(payload: unknown, { secret = signingSecret, at = new Date() } = {}): Promise<Response> {
  const body = Buffer.from(JSON.stringify(payload));
  const headers = signDelivery(slack.webhook?.signature as SignatureScheme, secret, body, at) ?? {};
  return await fetch(`${server.url}/hooks/slack`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Writes in #general as a person, or as a reply. */
async function say(text: string, thread?: string): Promise<string> {
  const answer = await fetch(`${emulator.url}/api/chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${human}`, "content-type": "application/json" },
    body: JSON.stringify({ channel: "C000000001", text, ...(thread ? { thread_ts: thread } : {}) }),
  });
  const { ok, ts, error } = (await answer.json()) as { ok: boolean; ts: string; error?: string };
  if (!ok) throw new Error(`The emulator refused the message: ${error}`);
  return ts;
}

const check = {
  type: "url_verification",
  token: "t",
  challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
};

test("the address answers Slack's check before anybody is connected, and only Slack's", async () => {
  const answer = await deliver(check);
  expect([answer.status, await answer.text()]).toEqual([200, check.challenge]);
  expect((await deliver(check, { secret: "another" })).status).toBe(404);
  expect((await deliver(check, { at: new Date(Date.now() - 301_000) })).status).toBe(404);
});

test("connect, receive at the app's one door, prove, disconnect and revoke", async () => {
  const id = await connect({ mode: "webhook" });
  expect(await row(id)).toMatchObject({ state: "authorised", account: "Meridian", mode: "webhook", method: "oauth2" });
  const team = (await row(id))?.external_account;
  const said = {
    type: "event_callback",
    team_id: team,
    api_app_id: "A1",
    event_id: "Ev1",
    event: {
      type: "message",
      channel: "C000000001",
      channel_type: "channel",
      user: "U000000001",
      text: "Where is the tax on the invoice?\nI cannot find it.",
      ts: "1779267600.000100",
    },
  };
  expect((await deliver(said, { secret: "another" })).status).toBe(401);
  expect((await deliver({ ...said, team_id: "T999" })).status).toBe(404);
  expect((await deliver(said)).status).toBe(202);
  expect((await deliver(said)).status).toBe(200);
  const [signal] = await eventually(async () => {
    const found = await signalsOf(id);
    return found.length > 0 ? found : null;
  });
  expect(signal).toMatchObject({ type: "message.posted", title: "Where is the tax on the invoice?", by: "webhook" });
  expect(signal?.data).toMatchObject({
    channel: "C000000001",
    thread: "1779267600.000100",
    user: "U000000001",
    text: said.event.text,
  });
  expect(await row(id)).toMatchObject({ state: "live" });
  await disconnectIntegration(systemOf(server), { integrationId: id });
  expect(calls("/api/auth.revoke")).toHaveLength(1);
  expect(calls("/api/auth.revoke")[0]?.headers.authorization).toMatch(/^Bearer xoxb-/);
  expect(await row(id)).toMatchObject({ state: "disconnected", credentials: null });
  expect((await deliver({ ...said, event_id: "Ev2" })).status).toBe(404);
});

test("polls messages, replies and mentions of the chosen channels, and leaves out the bot's own", async () => {
  const id = await connect({ mode: "polling" });
  const ctx = systemOf(server);
  const before = await say("Before anybody was connected");
  await chooseTargets(ctx, { integrationId: id, targets: ["C000000001"] });
  await eventually(async () => (await row(id))?.last_polled_at);
  const self = (await row(id))?.poll_cursor.self.user;
  const poll = async () => {
    await pollIntegration(ctx, { workspaceId: decodeId("ws", workspace.id), integrationId: id });
    return (await signalsOf(id)).map(({ type, title }) => [type, title]);
  };
  expect(await poll()).toEqual([]);
  await say("How do I export?");
  expect(await poll()).toEqual([["message.posted", "How do I export?"]]);
  await say("Under Reports", before);
  await say(`<@${self}> summarise`);
  await fetch(`${emulator.url}/api/chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${lastToken()}`, "content-type": "application/json" },
    body: JSON.stringify({ channel: "C000000001", text: "I am the bot" }),
  });
  const told = [
    ["message.posted", "How do I export?"],
    ["message.posted", "Under Reports"],
    ["message.posted", `<@${self}> summarise`],
    ["mention.received", `<@${self}> summarise`],
  ];
  expect((await poll()).sort()).toEqual(told.sort());
  expect((await poll()).sort()).toEqual(told.sort());
  const [reply] = (await signalsOf(id)).filter(({ title }) => title === "Under Reports");
  expect(reply?.data).toMatchObject({ thread: before, isReply: true });
});

test("a token that ends is renewed once and the new refresh token is the one that is used next", async () => {
  rotation = 1;
  const id = await connect({ mode: "polling" });
  const ctx = systemOf(server);
  const input = { workspaceId: decodeId("ws", workspace.id), integrationId: id };
  expect((await row(id))?.credentials_expire_at.getTime()).toBeGreaterThan(Date.now() + 40_000_000);
  const end = async () =>
    await raw()`update integrations set credentials_expire_at = now() - interval '1 minute' where id = ${id}`;
  const renewals = () => calls("/api/oauth.v2.access").filter(({ body }) => body.grant_type === "refresh_token");
  await end();
  await pollIntegration(ctx, input);
  await end();
  await pollIntegration(ctx, input);
  expect(renewals().map(({ body }) => body.refresh_token)).toEqual(["xoxe-2", "xoxe-3"]);
  expect(await row(id)).toMatchObject({ poll_failures: 0 });
  // Somebody ends it at Slack: the next renewal is refused for good, and connecting again mends it.
  rotation = 100;
  await end();
  await pollIntegration(ctx, input);
  expect((await row(id))?.evidence.degraded?.reason).toContain("invalid_refresh_token");
  rotation = 1;
  expect(await connect({ mode: "polling", integration: encodeId("int", id) })).toBe(id);
  await pollIntegration(ctx, input);
  expect((await row(id))?.evidence.degraded).toBeUndefined();
});
