import { eventually } from "@plumbline/api/testing";
import { type StripeTwin, startStripeTwin } from "@plumbline/api/twins";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

let twin: StripeTwin;
let stripe: ProviderInConsole;

beforeAll(async () => {
  twin = await startStripeTwin();
  stripe = await openProvider({ slug: "stripe", env: { STRIPE_API_URL: twin.url, STRIPE_CONNECT_URL: twin.url } });
}, 180_000);
afterAll(async () => {
  await stripe?.close();
  await twin?.close();
});

const paste = async (key: string) => {
  const form = stripe.page.locator("form", { has: stripe.page.locator("input[type=password]") });
  await form.locator("input[type=password]").first().fill(key);
  await form.getByRole("button", { name: "Connect" }).click();
};
const door = () => ({ url: twin.endpoints[0]?.url ?? "", secret: twin.endpoints[0]?.secret ?? "" });

test("a pasted key: refused in words, then taken; by webhook the endpoint is made and read back", async () => {
  await stripe.openConnect();
  await stripe.picture("1-connect");
  await paste("pk_test_public");
  await stripe.page.getByText("does not look like the restricted key that is asked for").waitFor();
  await paste("rk_test_good");
  await stripe.arrive();
  await stripe.rung("Authorised", "Proven");
  await stripe.receiveWebhooks();
  await stripe.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
  await stripe.rung("Live", "Only claimed", "Nothing signed has arrived yet");
  expect(twin.endpoints).toHaveLength(1);
});

test("a signed delivery makes it live without a reload", async () => {
  await stripe.withoutReload(async () => {
    await twin.deliver(twin.declined("evt_1", new Date()), door());
    await stripe.badge(/Live, last signal/);
    await stripe.page.getByText("USD 20.00 was not paid").first().waitFor();
  });
  await stripe.rung("Live", "Proven");
  await stripe.picture("2-live");
});

test("an endpoint that was deleted comes back by comparing, with what was missed", async () => {
  twin.endpoints.length = 0;
  twin.declined("evt_missed", new Date());
  await stripe.compareNow("was gone and was made anew");
  await stripe.page.getByText("One missed signal asked for").waitFor();
  await stripe.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
  expect(twin.endpoints).toHaveLength(1);
});

test("a key has no end, and the page says so; one that is revoked degrades by itself, with what to do", async () => {
  await stripe.panel("Token").getByText("Does not end by itself").waitFor();
  twin.keys.delete("rk_test_good");
  await stripe.withoutReload(async () => {
    await stripe.hourPasses();
    await stripe.badge("Degraded");
    await stripe.trouble().getByText("no longer accepts the credentials").waitFor();
    await stripe.trouble().getByRole("link", { name: "Connect again" }).waitFor();
  });
  await stripe.picture("3-degraded");
});

test("connecting again with a new key of the account mends it; disconnecting says that the key stays good", async () => {
  twin.keys.add("rk_test_second");
  await stripe.trouble().getByRole("link", { name: "Connect again" }).click();
  await paste("rk_test_second");
  await stripe.arrive();
  await stripe.rung("Authorised", "Proven");
  await stripe.trouble().waitFor({ state: "detached" });
  await stripe.disconnect(
    "Left at the provider: the pasted token, which stays good until somebody deletes it at Stripe",
  );
  await stripe.picture("4-disconnected");
  await eventually(() => twin.endpoints.length === 0);
});
