import { eventually } from "@plumbline/api/testing";
import { type ShopifyTwin, startShopifyTwin } from "@plumbline/api/twins";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

let twin: ShopifyTwin;
let shopify: ProviderInConsole;

beforeAll(async () => {
  twin = await startShopifyTwin();
  shopify = await openProvider({
    slug: "shopify",
    env: {
      SHOPIFY_SHOP_URL: `${twin.url}/{shop}`,
      SHOPIFY_CLIENT_ID: "twin-client-0001",
      SHOPIFY_CLIENT_SECRET: twin.clientSecret,
    },
  });
}, 180_000);
afterAll(async () => {
  await shopify?.close();
  await twin?.close();
});

const grant = async () => {
  const button = shopify.page.getByRole("button", { name: "Continue with Shopify" });
  const form = shopify.page.locator("form", { has: button });
  await form.locator("input").first().fill("acme");
  await button.click();
  await shopify.page.getByRole("button", { name: "Allow access" }).click();
};
const order = (name: string) => ({
  id: Number(name.slice(1)),
  name,
  created_at: new Date().toISOString(),
  updated_at: new Date().toISOString(),
  total_price: "59.99",
  currency: "USD",
  line_items: [{ id: 1, quantity: 1, title: "Canvas bag" }],
});

test("through the shop's consent page; one subscription a topic, read back as one webhook", async () => {
  await shopify.openConnect();
  await shopify.everyPicture("1-connect");
  await grant();
  await shopify.arrive();
  await shopify.rung("Authorised", "Proven");
  await shopify.receiveWebhooks();
  await shopify.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
  expect(twin.subscriptions.length).toBeGreaterThan(3);
});

test("an order arrives signed, and the badge is live without a reload", async () => {
  const url = twin.subscriptions[0]?.uri ?? "";
  await shopify.withoutReload(async () => {
    await twin.deliver("orders/create", order("#1001"), { url, secret: twin.clientSecret });
    await shopify.badge(/Live, last signal/);
    await shopify.page.getByText("#1001").first().waitFor();
  });
  await shopify.rung("Live", "Proven");
  await shopify.everyPicture("2-live");
});

test("a subscription that Shopify deleted comes back by comparing", async () => {
  const before = twin.subscriptions.length;
  twin.subscriptions.splice(0, 1);
  await shopify.compareNow("was mended");
  await shopify.rung("Webhook registered", "Proven");
  expect(twin.subscriptions).toHaveLength(before);
});

test("a token that ends is renewed, and its panel shows until when the new one is good", async () => {
  const before = twin.refreshToken;
  await shopify.withoutReload(async () => {
    await shopify.renewEndedToken();
    await shopify
      .panel("Token")
      .getByText(/^Ends in/)
      .waitFor();
  });
  expect(twin.refreshToken).not.toBe(before);
});

test("a token that the shop withdrew degrades by itself; connecting again mends it; disconnecting uninstalls the app", async () => {
  twin.tokens.clear();
  twin.refreshToken = "nobody's";
  await shopify.withoutReload(async () => {
    await shopify.hourPasses();
    await shopify.badge("Degraded");
    await shopify.trouble().getByText("already used").first().waitFor();
  });
  await shopify.everyPicture("3-degraded");
  await shopify.menu("Connect again");
  await grant();
  await shopify.arrive();
  await shopify.trouble().waitFor({ state: "detached" });
  await shopify.rung("Authorised", "Proven");
  await shopify.disconnect("Access revoked at Shopify");
  expect(twin.uninstalled).toBe(true);
  await eventually(() => twin.subscriptions.length === 0);
});
