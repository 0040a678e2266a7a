import { eventually } from "@plumbline/api/testing";
import { type PagerdutyTwin, startPagerdutyTwin } from "@plumbline/api/twins";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

let twin: PagerdutyTwin;
let pagerduty: ProviderInConsole;

beforeAll(async () => {
  twin = await startPagerdutyTwin();
  pagerduty = await openProvider({
    slug: "pagerduty",
    env: {
      PAGERDUTY_EU_API_URL: twin.url,
      PAGERDUTY_IDENTITY_URL: twin.url,
      PAGERDUTY_CLIENT_ID: "twin-client-0001",
      PAGERDUTY_CLIENT_SECRET: "twin-client-key-0001",
    },
  });
}, 180_000);
afterAll(async () => {
  await pagerduty?.close();
  await twin?.close();
});

const grant = async () => {
  const form = pagerduty.page.locator("form", { has: pagerduty.page.getByRole("button", { name: "Continue with" }) });
  await form.getByLabel("Service region").fill("eu");
  await form.getByRole("button", { name: "Continue with PagerDuty" }).click();
  await pagerduty.page.getByRole("button", { name: "Allow access" }).click();
};
const triggered = (id: string, title: string) => ({
  id,
  event_type: "incident.triggered",
  resource_type: "incident",
  occurred_at: new Date().toISOString(),
  data: { id: `P${id}`, type: "incident", title, service: { id: "PCHECKOUT", summary: "checkout" } },
});

test("through the consent page of the account's region; the chosen service's webhook is read back", async () => {
  await pagerduty.openConnect();
  await pagerduty.picture("1-connect");
  await grant();
  await pagerduty.arrive();
  await pagerduty.choose("checkout");
  await pagerduty.rung("Authorised", "Proven");
  await pagerduty.receiveWebhooks();
  await pagerduty.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
});

test("an incident arrives signed, and the badge is live without a reload", async () => {
  const [subscription] = twin.subscriptions;
  const { url = "", secret = "" } = subscription?.delivery_method ?? {};
  await pagerduty.withoutReload(async () => {
    await twin.deliver(triggered("E1", "The server is on fire"), { url, secrets: [secret] });
    await pagerduty.badge(/Live, last signal/);
    await pagerduty.page.getByText("The server is on fire").first().waitFor();
  });
  await pagerduty.rung("Live", "Proven");
  await pagerduty.picture("2-live");
});

test("a subscription that PagerDuty switched off is mended by comparing", async () => {
  for (const one of twin.subscriptions) one.delivery_method.temporarily_disabled = true;
  await pagerduty.compareNow("was mended");
  await pagerduty.rung("Webhook registered", "Proven");
  expect(twin.subscriptions.map((one) => one.delivery_method.temporarily_disabled)).toEqual([false]);
});

test("a token that ends is renewed, and its panel shows until when the new one is good", async () => {
  const before = twin.refreshToken;
  await pagerduty.withoutReload(async () => {
    await pagerduty.renewEndedToken();
    await pagerduty
      .panel("Token")
      .getByText(/^Ends in/)
      .waitFor();
  });
  expect(twin.refreshToken).not.toBe(before);
});

test("a grant that was withdrawn degrades by itself; connecting again mends it; disconnecting says what is left", async () => {
  twin.credentials.clear();
  twin.refreshToken = "nobody's";
  await pagerduty.withoutReload(async () => {
    await pagerduty.hourPasses();
    await pagerduty.badge("Degraded");
    await pagerduty.trouble().getByText("The grant is dead").first().waitFor();
  });
  await pagerduty.panel("Token").getByRole("link", { name: "Connect again" }).click();
  await grant();
  await pagerduty.arrive();
  await pagerduty.trouble().waitFor({ state: "detached" });
  await pagerduty.rung("Authorised", "Proven");
  await pagerduty.disconnect("Left at the provider: the grant; PagerDuty lets only the account's owner end it");
  await eventually(() => twin.subscriptions.length === 0);
});
