import { freePort } from "@plumbline/api/testing";
import { type EmulatorFront, signAs, startEmulatorFront } from "@plumbline/api/twins";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

const client = { client_id: "12345.67890", client_secret: "0123456789abcdef0123456789abcdef" };
const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
let emulator: Emulator;
let front: EmulatorFront;
let slack: ProviderInConsole;
/** Token rotation, which emulate lacks: the token stays, the refresh token is another each time. */
let rotation = 1;

beforeAll(async () => {
  const port = await freePort();
  const redirect_uris = [`http://localhost:${port}/connect/slack/callback`];
  emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Meridian", domain: "meridian" },
        oauth_apps: [{ ...client, name: "Plumbline", redirect_uris }],
      },
    },
  });
  front = await startEmulatorFront(emulator.url, async ({ path, query, body }, passOn) => {
    // The pages for people are the emulator's own.
    if (path === "/oauth/v2/authorize") return [302, undefined, { location: `${emulator.url}${path}?${query}` }];
    if (path === "/api/auth.revoke") return [200, { ok: true, revoked: true }];
    if (path !== "/api/oauth.v2.access") return null;
    rotation += 1;
    const more = { refresh_token: `xoxe-${rotation}`, expires_in: 43_200 };
    if (body.grant_type !== "refresh_token") return [200, { ...((await passOn()).body as object), ...more }];
    return body.refresh_token === `xoxe-${rotation - 1}`
      ? [200, { ok: true, access_token: lastToken(), token_type: "bot", ...more }]
      : [200, { ok: false, error: "invalid_refresh_token" }];
  });
  slack = await openProvider({
    slug: "slack",
    env: {
      PORT: String(port),
      SLACK_API_URL: front.url,
      SLACK_CLIENT_ID: client.client_id,
      SLACK_CLIENT_SECRET: client.client_secret,
      SLACK_SIGNING_SECRET: signingSecret,
    },
  });
}, 180_000);
afterAll(async () => {
  await slack?.close();
  await front?.close();
  await emulator?.close();
});

const lastToken = () => {
  const asked = front.asked.filter(({ path }) => path === "/api/auth.test").at(-1);
  return String(asked?.headers.authorization?.replace("Bearer ", ""));
};
const grant = async () => {
  await slack.page.getByRole("link", { name: "Continue with Slack" }).click();
  await slack.page.waitForURL((url) => url.href.startsWith(emulator.url));
  await slack.page.getByRole("button").first().click();
};

test("through Slack's consent page, with the choice of channels coming by itself", async () => {
  await slack.openConnect();
  await slack.picture("1-connect");
  await grant();
  await slack.arrive();
  await slack.page
    .getByRole("dialog")
    .getByLabel(/^#general/)
    .check();
  await slack.choose();
  await slack.rung("Authorised", "Proven");
});

test("no webhook of Slack's can be made by us: the page says where its address is set, and claims no registration", async () => {
  await slack.receiveWebhooks();
  await slack.panel("Registration").getByText("Nothing is registered by us").waitFor();
  await slack.panel("Registration").getByText("/hooks/slack").waitFor();
  expect(await slack.page.getByRole("heading", { name: "Webhook registered" }).count()).toBe(0);
  await slack.rung("Live", "Only claimed", "Nothing signed has arrived yet");
  await slack.compareNow("there is no webhook to compare");
});

test("a message arrives signed at the app's one address, and the badge is live without a reload", async () => {
  const event = { type: "message", channel: "C000000001", channel_type: "channel", user: "U000000001" };
  const said = { ...event, text: "Where is the tax on the invoice?", ts: "1779267600.000100" };
  const team_id = (await slack.row()).external_account;
  const payload = { type: "event_callback", team_id, api_app_id: "A1", event_id: "Ev1", event: said };
  const url = `${slack.server.url}/hooks/slack`;
  await slack.withoutReload(async () => {
    expect((await signAs("slack", { url, secret: "another", payload })).status).toBe(401);
    expect((await signAs("slack", { url, secret: signingSecret, payload })).status).toBe(202);
    await slack.badge(/Live, last signal/);
    await slack.page.getByText("Where is the tax on the invoice?").first().waitFor();
  });
  await slack.rung("Live", "Proven");
  await slack.picture("2-live");
});

test("a token that ends is renewed, and its panel shows until when the new one is good", async () => {
  const before = rotation;
  await slack.withoutReload(async () => {
    await slack.renewEndedToken();
    await slack
      .panel("Token")
      .getByText(/^Ends in/)
      .waitFor();
  });
  expect(rotation).toBe(before + 1);
});

test("a refresh token that Slack refuses degrades by itself; connecting again mends it; disconnecting revokes", async () => {
  rotation = 100;
  await slack.withoutReload(async () => {
    await slack.tokenEnds();
    await slack.badge("Degraded");
    await slack.trouble().getByText("invalid_refresh_token").first().waitFor();
  });
  await slack.picture("3-degraded");
  await slack.panel("Token").getByRole("link", { name: "Connect again" }).click();
  await grant();
  await slack.arrive();
  await slack.trouble().waitFor({ state: "detached" });
  await slack.disconnect("Access revoked at Slack");
  expect(front.asked.filter(({ path }) => path === "/api/auth.revoke")).toHaveLength(1);
});
