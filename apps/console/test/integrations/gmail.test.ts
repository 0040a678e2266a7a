import { freePort } from "@plumbline/api/testing";
import { type EmulatorFront, startEmulatorFront, startGooglePush } from "@plumbline/api/twins";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

const mailbox = "ines@meridian.example";
const client = { client_id: "client.apps.googleusercontent.com", client_secret: "GOCSPX-emulated" };
const account = "push@meridian.iam.gserviceaccount.com";
const google = await startGooglePush();
let emulator: Emulator;
let front: EmulatorFront;
let gmail: ProviderInConsole;
/** Ines took the access back in her Google account. */
let isRevoked = false;

beforeAll(async () => {
  const port = await freePort();
  const redirect_uris = [`http://localhost:${port}/connect/gmail/callback`];
  emulator = await createEmulator({
    service: "google",
    port: 0,
    seed: { google: { users: [{ email: mailbox, name: "Ines" }], oauth_clients: [{ ...client, redirect_uris }] } },
  });
  // emulate has neither a mailbox's profile nor Pub/Sub's keys, and nothing that takes a grant back.
  front = await startEmulatorFront(emulator.url, async ({ path, headers, body }) => {
    if (path === "/certs") return [200, google.certificates];
    if (isRevoked && body.grant_type === "refresh_token") {
      return [400, { error: "invalid_grant", error_description: "Token has been expired or revoked." }];
    }
    if (isRevoked && path.startsWith("/gmail/")) {
      return [401, { error: { message: "Request had invalid authentication credentials." } }];
    }
    if (path !== "/gmail/v1/users/me/profile") return null;
    const asked = { headers: { authorization: String(headers.authorization) } };
    const history = await fetch(`${emulator.url}/gmail/v1/users/me/history?startHistoryId=1`, asked);
    const { historyId } = (await history.json()) as { historyId: string };
    return history.ok ? [200, { emailAddress: mailbox, historyId }] : [401, { error: { message: "Who are you" } }];
  });
  gmail = await openProvider({
    slug: "gmail",
    env: {
      PORT: String(port),
      GOOGLE_AUTH_URL: emulator.url,
      GOOGLE_OAUTH_URL: `${front.url}/oauth2`,
      GOOGLE_CLIENT_ID: client.client_id,
      GOOGLE_CLIENT_SECRET: client.client_secret,
      GMAIL_API_URL: front.url,
      GMAIL_PUBSUB_TOPIC: "projects/meridian/topics/gmail",
      GMAIL_PUSH_SERVICE_ACCOUNT: account,
      GOOGLE_CERTS_URL: `${front.url}/certs`,
    },
  });
}, 180_000);
afterAll(async () => {
  await gmail?.close();
  await front?.close();
  await emulator?.close();
});

const calls = (path: string) => front.asked.filter((asked) => asked.path === path);
const grant = async () => {
  await gmail.page.getByRole("link", { name: "Continue with Gmail" }).click();
  await gmail.page.waitForURL((url) => url.href.startsWith(emulator.url));
  await gmail.page.getByRole("button", { name: mailbox }).click();
};

const push = (historyId: string) => {
  const audience = `${gmail.server.app.config.publicUrl}/hooks/gmail`;
  return google.send(`${gmail.server.url}/hooks/gmail`, { mailbox, account, audience, historyId });
};

test("through Google's consent page, with the choice of labels coming by itself; the watch is made", async () => {
  await gmail.openConnect();
  await gmail.picture("1-connect");
  await grant();
  await gmail.arrive();
  await gmail.choose("INBOX");
  await gmail.rung("Authorised", "Proven");
  await gmail.receiveWebhooks();
  await gmail.rung("Webhook registered", "Proven");
  expect(calls("/gmail/v1/users/me/watch").length).toBeGreaterThan(0);
});

test("a push with Google's signature makes it live without a reload; what Google never shows stands beside it", async () => {
  await gmail.page.getByText("Google does not show where the Pub/Sub subscription delivers").waitFor();
  await gmail.withoutReload(async () => {
    expect((await push("900")).status).toBe(202);
    await gmail.badge(/Live, last signal/);
  });
  await gmail.rung("Live", "Proven");
  await gmail.picture("2-live");
});

test("a watch that is about to end is renewed by comparing", async () => {
  await gmail.server.app.database.raw`update webhook_registrations
    set renewed_at = now() - interval '6 days', expires_at = now() + interval '1 hour'`;
  const before = calls("/gmail/v1/users/me/watch").length;
  await gmail.compareNow("was renewed before its end");
  expect(calls("/gmail/v1/users/me/watch").length).toBeGreaterThan(before);
  const [watch] = await gmail.server.app.database.raw`select expires_at from webhook_registrations`;
  expect(watch?.expires_at.getTime()).toBeGreaterThan(Date.now() + 20 * 3_600_000);
});

test("a token that ends is renewed, and its panel shows until when the new one is good", async () => {
  await gmail.withoutReload(async () => {
    await gmail.renewEndedToken();
    await gmail
      .panel("Token")
      .getByText(/^Ends in/)
      .waitFor();
  });
  expect(calls("/oauth2/token").filter(({ body }) => body.grant_type === "refresh_token")).toHaveLength(1);
});

test("access that was taken back degrades by itself; connecting again mends it; disconnecting revokes the grant", async () => {
  isRevoked = true;
  await gmail.withoutReload(async () => {
    await gmail.hourPasses();
    await gmail.badge("Degraded");
    await gmail.trouble().getByText("Token has been expired or revoked").first().waitFor();
  });
  await gmail.picture("3-degraded");
  isRevoked = false;
  await gmail.menu("Connect again");
  await grant();
  await gmail.arrive();
  await gmail.trouble().waitFor({ state: "detached" });
  await gmail.disconnect("Access revoked at Gmail");
  expect(calls("/oauth2/revoke")).toHaveLength(1);
  expect(calls("/gmail/v1/users/me/stop")).toHaveLength(1);
});
