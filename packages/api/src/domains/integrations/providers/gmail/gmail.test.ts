import { createEmulator, type Emulator } from "emulate";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../../graphql/ids.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { freePort } from "../../../../testing/free-port.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { type EmulatorFront, startEmulatorFront } from "../../testing/emulator-front.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";

const mailbox = "ines@meridian.example";
const clientId = "client.apps.googleusercontent.com";
const account = "push@meridian.iam.gserviceaccount.com";

let emulator: Emulator;
let front: EmulatorFront;
let server: TestServer;
let workspace: TestWorkspace;
/** Gmail no longer has the history that is asked for. */
let isForgotten = false;
const keys = await generateKeyPair("RS256");
const strangers = await generateKeyPair("RS256");

beforeAll(async () => {
  const port = await freePort();
  emulator = await createEmulator({
    service: "google",
    port: 0,
    seed: {
      google: {
        users: [{ email: mailbox, name: "Ines" }],
        oauth_clients: [
          {
            client_id: clientId,
            client_secret: "GOCSPX-emulated",
            redirect_uris: [`http://localhost:${port}/connect/gmail/callback`],
          },
        ],
      },
    },
  });
  // emulate has neither a mailbox's profile nor Pub/Sub's keys.
  front = await startEmulatorFront(emulator.url, async ({ path, headers }) => {
    if (path === "/certs") {
      return [200, { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256", use: "sig" }] }];
    }
    if (isForgotten && path === "/gmail/v1/users/me/history") return [404, { error: { message: "Not found" } }];
    if (path !== "/gmail/v1/users/me/profile") return null;
    const history = await google(`/gmail/v1/users/me/history?startHistoryId=1`, String(headers.authorization));
    return history.status === 200
      ? [200, { emailAddress: mailbox, historyId: history.body.historyId }]
      : [401, { error: { message: "Request had invalid authentication credentials." } }];
  });
  server = await startTestServer({
    env: {
      PORT: String(port),
      GOOGLE_AUTH_URL: front.url,
      GOOGLE_OAUTH_URL: `${front.url}/oauth2`,
      GOOGLE_CLIENT_ID: clientId,
      GOOGLE_CLIENT_SECRET: "GOCSPX-emulated",
      GMAIL_API_URL: front.url,
      GMAIL_PUBSUB_TOPIC: "projects/meridian/topics/gmail",
      GMAIL_PUSH_SERVICE_ACCOUNT: account,
      GOOGLE_CERTS_URL: `${front.url}/certs`,
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
  await raw()`select type, title, actor, by from signals where integration_id = ${id} order by id`;
const calls = (path: string) => front.asked.filter((asked) => asked.path === path);

async function google(path: string, authorization: string, json?: unknown) {
  const answer = await fetch(`${emulator.url}${path}`, {
    method: json ? "POST" : "GET",
    headers: { authorization, "content-type": "application/json" },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  return { status: answer.status, body: await answer.json() };
}

async function connect(mode: string): Promise<string> {
  const flow = await goThroughConnect(server, workspace, "gmail", { mode });
  const asked = flow.authorize.searchParams;
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect([asked.get("access_type"), asked.get("prompt")]).toEqual(["offline", "consent"]);
  const form = new URLSearchParams({ email: mailbox, nonce: "" });
  for (const name of ["redirect_uri", "scope", "state", "client_id", "code_challenge", "code_challenge_method"])
    form.set(name, asked.get(name) ?? "");
  const allowed = await fetch(`${emulator.url}/o/oauth2/v2/auth/callback`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code") ?? "";
  return flow.integrationIn(await flow.comeBack({ code }));
}

/** A mail arrives, as the emulator takes one in. */
async function mail(subject: string, labelIds = ["INBOX", "UNREAD"]): Promise<void> {
  const token = String(front.asked.findLast(({ headers }) => headers.authorization)?.headers.authorization);
  const { status } = await google("/gmail/v1/users/me/messages", token, {
    raw: Buffer.from(`From: ada@example.com\r\nTo: ${mailbox}\r\nSubject: ${subject}\r\n\r\nText`).toString(
      "base64url",
    ),
    labelIds,
  });
  expect(status).toBe(200);
}

interface Push {
  claims?: Record<string, unknown>;
  audience?: string;
  key?: CryptoKey;
  expiresAt?: number;
  historyId?: string;
  of?: string;
}

async function push({ claims, audience, key, expiresAt, historyId = "900", of = mailbox }: Push = {}) {
  const seconds = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ email: account, email_verified: true, ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "1" })
    .setIssuer("https://accounts.google.com")
    .setAudience(audience ?? `${server.app.config.publicUrl}/hooks/gmail`)
    .setIssuedAt(seconds)
    .setExpirationTime(expiresAt ?? seconds + 3_600)
    .sign(key ?? keys.privateKey);
  const data = Buffer.from(JSON.stringify({ emailAddress: of, historyId })).toString("base64");
  const message = { data, messageId: `m-${historyId}`, publishTime: new Date().toISOString() };
  const answer = await fetch(`${server.url}/hooks/gmail`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ message, subscription: "projects/meridian/subscriptions/plumbline" }),
  });
  return { status: answer.status, text: await answer.text() };
}

test("polls what arrives in the chosen labels, with sender and subject, renews its token, and revokes it", async () => {
  const id = await connect("polling");
  expect(await row(id)).toMatchObject({ state: "authorised", account: mailbox });
  const ctx = systemOf(server);
  const input = { workspaceId: decodeId("ws", workspace.id), integrationId: id };
  await mail("Before anybody was connected");
  await chooseTargets(ctx, { integrationId: id, targets: ["INBOX"] });
  await eventually(async () => (await row(id))?.last_polled_at);
  const poll = async () => {
    await pollIntegration(ctx, input);
    expect(await row(id)).toMatchObject({ poll_failures: 0 });
    return (await signalsOf(id)).map(({ type, title, actor }) => [type, title, actor]);
  };
  expect(await poll()).toEqual([]);
  await mail("Invoice 7");
  await mail("Kept elsewhere", ["CATEGORY_PROMOTIONS"]);
  expect(await poll()).toEqual([["mail.received", "Invoice 7", "ada@example.com"]]);
  expect(await poll()).toHaveLength(1);
  await raw()`update integrations set credentials_expire_at = now() - interval '1 minute' where id = ${id}`;
  await mail("Invoice 8");
  expect(await poll()).toHaveLength(2);
  const renewals = calls("/oauth2/token").filter(({ body }) => body.grant_type === "refresh_token");
  expect(renewals).toHaveLength(1);
  isForgotten = true;
  const after = await poll();
  isForgotten = false;
  expect(after.map(([type]) => type)).toEqual(["mail.received", "mail.received", "mailbox.gap_found"]);
  await mail("Invoice 9");
  expect((await poll()).at(-1)).toEqual(["mail.received", "Invoice 9", "ada@example.com"]);
  await disconnectIntegration(ctx, { integrationId: id });
  expect(calls("/oauth2/revoke")[0]?.body.token).toMatch(/^google_refresh_/);
  expect(await row(id)).toMatchObject({ state: "disconnected", credentials: null });
});

test("by Pub/Sub: the watch is made and has an end; a push proves the door, and every other token is refused", async () => {
  const id = await connect("webhook");
  const ctx = systemOf(server);
  await chooseTargets(ctx, { integrationId: id, targets: ["INBOX"] });
  expect((await row(id))?.state).toBe("webhook_registered");
  expect(calls("/gmail/v1/users/me/watch")[0]?.body).toEqual({
    topicName: "projects/meridian/topics/gmail",
    labelIds: ["INBOX"],
    labelFilterBehavior: "include",
  });
  const [registration] = await raw()`select * from webhook_registrations where integration_id = ${id}`;
  expect(registration?.expires_at.getTime()).toBeGreaterThan(Date.now());

  const refused: [Push, string][] = [
    [{ key: strangers.privateKey }, "cannot be verified"],
    [{ audience: "https://elsewhere.example/hooks/gmail" }, "another audience"],
    [{ claims: { email: "somebody@else.iam.gserviceaccount.com" } }, "another account"],
    [{ claims: { email_verified: false } }, "another account"],
    [{ expiresAt: Math.floor(Date.now() / 1000) - 120 }, "expired"],
  ];
  for (const [given, words] of refused) {
    const answer = await push(given);
    expect([answer.status, answer.text.includes(words)], words).toEqual([401, true]);
  }
  expect((await push({ of: "nobody@example.com" })).status).toBe(404);
  expect((await push()).status).toBe(202);
  expect((await push()).status).toBe(200);
  const [signal] = await eventually(async () => {
    const found = await signalsOf(id);
    return found.length > 0 ? found : null;
  });
  expect(signal).toMatchObject({ type: "mailbox.changed", by: "webhook" });
  expect((await row(id))?.state).toBe("live");
  // The first notification marks where "from now on" begins, each later one has the new mail asked for.
  await eventually(async () => (await row(id))?.poll_cursor?.historyId);
  await mail("Invoice 10");
  expect((await push({ historyId: "901" })).status).toBe(202);
  await eventually(async () => (await signalsOf(id)).some(({ title }) => title === "Invoice 10"));
  expect((await row(id))?.next_poll_at).toBeNull();
  await disconnectIntegration(ctx, { integrationId: id });
  expect(calls("/gmail/v1/users/me/stop")).toHaveLength(1);
});
