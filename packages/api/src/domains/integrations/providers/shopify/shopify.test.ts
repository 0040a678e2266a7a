import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { insertWorkspace } from "../../../../testing/insert-workspace.ts";
import { makeWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { checkIntegration } from "../../check-integration.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { reconcileIntegration } from "../../reconcile/reconcile-integration.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { type ShopifyTwin, startShopifyTwin } from "../../testing/shopify-twin.ts";
import { shopifySamples } from "./shopify-samples.ts";

let server: TestServer;
let twin: ShopifyTwin;

beforeAll(async () => {
  twin = await startShopifyTwin();
  server = await startTestServer({
    env: {
      SHOPIFY_SHOP_URL: `${twin.url}/{shop}`,
      SHOPIFY_CLIENT_ID: "twin-client-0001",
      SHOPIFY_CLIENT_SECRET: twin.clientSecret,
    },
  });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
beforeEach(() => {
  twin.tokens.add("shpat_good");
  twin.denied.clear();
  twin.subscriptions.length = 0;
  twin.orders.length = 0;
  twin.uninstalled = false;
  twin.tokenLife = 3600;
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];
const signals = (id: string) =>
  server.app.database.raw`select type, subject, by from signals where integration_id = ${id} order by id`;
const orderBody = shopifySamples[0]?.body as Record<string, unknown>;

async function connect(given: Record<string, string> = {}, mode: "webhook" | "polling" = "webhook") {
  const fields = { shop: "acme", clientSecret: "shpss_of_the_shop", accessToken: "shpat_good", ...given };
  const workspaceId = await insertWorkspace(server.app);
  const made = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "shopify",
    mode,
    fields: Object.entries(fields)
      .filter(([, value]) => value)
      .map(([name, value]) => ({ name, value })),
  });
  return { ...made, workspaceId, id: made.integration.id, url: made.hookUrl ?? "" };
}

test("a pasted token: one subscription a topic, and deliveries signed with the shop's own secret", async () => {
  const { integration, id, url } = await connect();
  expect(integration).toMatchObject({ state: "webhook_registered", account: "acme.myshopify.com" });
  expect(integration.scopes).toEqual(["read_orders", "read_themes"]);
  expect(twin.subscriptions.map(({ topic }) => topic).sort()).toContain("ORDERS_PAID");
  expect(new Set(twin.subscriptions.map(({ uri }) => uri))).toEqual(new Set([url]));

  const secret = "shpss_of_the_shop";
  expect((await twin.deliver("orders/create", orderBody, { url, secret: "guess" })).status).toBe(401);
  const old = new Date(Date.now() - 6 * 3_600_000);
  expect((await twin.deliver("orders/create", orderBody, { url, secret, at: old })).status).toBe(401);
  // One event under two topics is two deliveries; the same topic again is a duplicate.
  expect((await twin.deliver("orders/create", orderBody, { url, secret, eventId: "e1" })).status).toBe(202);
  expect((await twin.deliver("orders/paid", orderBody, { url, secret, eventId: "e1" })).status).toBe(202);
  const again = await twin.deliver("orders/paid", orderBody, { url, secret, eventId: "e1" });
  expect(await again.json()).toMatchObject({ duplicate: true });
  const told = await eventually(async () => {
    const found = await signals(id);
    return found.length === 2 ? found : null;
  });
  expect(told.map(({ type }) => type).sort()).toEqual(["order.created", "order.paid"]);
});

test("a subscription that Shopify deleted is found; what GraphQL refuses with status 200 is a refusal, in its words", async () => {
  const { id } = await connect();
  const ctx = systemOf(server);
  const lost = twin.subscriptions.findIndex(({ topic }) => topic === "ORDERS_PAID");
  twin.subscriptions.splice(lost, 1);
  const checked = await checkIntegration(ctx, { integrationId: id });
  expect(checked.evidence.degraded?.reason).toContain("does not tell of ORDERS_PAID");

  twin.denied.add("THEMES_PUBLISH");
  twin.subscriptions.length = 0;
  const { integration } = await connect();
  expect(integration.state).toBe("degraded");
  expect(integration.evidence.degraded?.reason).toContain("Access denied for THEMES_PUBLISH");
});

test("a topic that Shopify dropped is taken up again by the reconciliation, and the orders of the gap are told", async () => {
  const { id, url } = await connect();
  const secret = "shpss_of_the_shop";
  await twin.deliver("orders/create", orderBody, { url, secret });
  await eventually(async () => (await signals(id)).length === 1);
  const lost = twin.subscriptions.findIndex(({ topic }) => topic === "ORDERS_CREATE");
  twin.subscriptions.splice(lost, 1);
  const now = new Date().toISOString();
  const order = { name: "#1002", createdAt: now, updatedAt: now, displayFinancialStatus: "PENDING" };
  twin.orders.push(
    { ...order, legacyResourceId: "2" },
    { ...order, name: "#1001", legacyResourceId: String(orderBody.id) },
  );
  const report = await reconcileIntegration(systemOf(server), { integrationId: id });
  // The first order is known by its webhook already.
  expect(report).toMatchObject({ repaired: 1, backfilled: 1, lookedBack: true, problem: null });
  expect(twin.subscriptions.map(({ topic }) => topic)).toContain("ORDERS_CREATE");
  expect(new Set(twin.subscriptions.map(({ topic }) => topic)).size).toBe(twin.subscriptions.length);
  expect((await signals(id)).map(({ subject, by }) => `${subject} ${by}`)).toEqual(["#1001 webhook", "#1002 polling"]);
});

test("a wrong token and half of the fields are refused with what to do", async () => {
  await expect(connect({ accessToken: "shpat_wrong" })).rejects.toThrow("no longer accepts the credentials");
  await expect(connect({ accessToken: "" })).rejects.toThrow("Neither an Admin API access token nor a client id");
  await expect(connect({ shop: "acme.evil.example/" })).rejects.toThrow("does not look like the shop name");
});

test("client credentials: a token for a day is minted, and again when it is needed", async () => {
  const { integration, id } = await connect({
    accessToken: "",
    clientId: "twin-client",
    clientSecret: twin.clientSecret,
  });
  expect(integration).toMatchObject({ state: "webhook_registered", account: "acme.myshopify.com" });
  expect((await checkIntegration(systemOf(server), { integrationId: id })).evidence.degraded).toBeUndefined();
});

test("polled: an order tells what happened since, once, and nothing of its past", async () => {
  const { id, workspaceId } = await connect({}, "polling");
  const poll = () => pollIntegration(systemOf(server), { workspaceId, integrationId: id });
  await poll();
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const money = { shopMoney: { amount: "59.99", currencyCode: "USD" } };
  const order = { name: "#1001", totalPriceSet: money, displayFinancialStatus: "PAID", cancelledAt: null };
  const paid = (processedAt: string) => [{ kind: "SALE", status: "SUCCESS", processedAt }];
  const refunds = [{ legacyResourceId: "9", createdAt: at(0.1), totalRefundedSet: money }];
  twin.orders.push(
    {
      ...order,
      legacyResourceId: "1",
      createdAt: at(0.1),
      updatedAt: at(0.2),
      transactions: paid(at(0.2)),
      refunds: [],
    },
    {
      ...order,
      legacyResourceId: "2",
      createdAt: at(-90_000),
      updatedAt: at(0.1),
      transactions: paid(at(-90_000)),
      refunds,
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await poll();
  await poll();
  const told = await signals(id);
  expect(told.map(({ type, by }) => `${type} by ${by}`).sort()).toEqual([
    "order.created by polling",
    "order.paid by polling",
    "refund.created by polling",
  ]);
});

test("OAuth through the browser: the signed way back, a token that is renewed and rotates, uninstalled on disconnecting", async () => {
  const workspace = await makeWorkspace(server);
  const start = () => goThroughConnect(server, workspace, "shopify", { mode: "webhook", "field.shop": "acme" });
  const forged = await start();
  expect(forged.authorize.pathname).toBe("/acme/admin/oauth/authorize");
  expect(forged.authorize.searchParams.get("scope")).toBe("read_orders,read_themes");
  const state = (flow: typeof forged) => flow.authorize.searchParams.get("state") ?? "";
  const bad = await forged.comeBack({ ...twin.callbackQuery(state(forged)), shop: "evil.myshopify.com" });
  expect(bad.status).toBe(400);

  const flow = await start();
  // Already near its end, so that the next call has to renew it.
  twin.tokenLife = 1;
  const id = flow.integrationIn(await flow.comeBack(twin.callbackQuery(state(flow))));
  expect(await row(id)).toMatchObject({ method: "oauth2", account: "acme.myshopify.com" });
  const first = twin.refreshToken;
  twin.tokenLife = 3600;
  twin.tokens.clear();
  await eventually(async () => {
    const checked = await checkIntegration(systemOf(server), { integrationId: id });
    return checked.evidence.degraded === undefined;
  });
  expect(twin.refreshToken).not.toBe(first);

  const url = `${server.url}/hooks/shopify/${(await hookOf(id)) ?? ""}`;
  expect((await twin.deliver("orders/create", orderBody, { url, secret: twin.clientSecret })).status).toBe(202);
  await disconnectIntegration(systemOf(server), { integrationId: id });
  expect(twin.uninstalled).toBe(true);
  expect(twin.subscriptions).toEqual([]);
});

async function hookOf(id: string): Promise<string | undefined> {
  const [known] = await server.app.database.raw`select url from webhook_registrations where integration_id = ${id}`;
  return String(known?.url).split("/").at(-1);
}
