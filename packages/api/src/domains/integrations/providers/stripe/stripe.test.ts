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
import { reconnectIntegration } from "../../reconnect-integration.ts";
import { rotateWebhookSecret } from "../../rotate-webhook-secret.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { type StripeTwin, startStripeTwin } from "../../testing/stripe-twin.ts";

let server: TestServer;
let twin: StripeTwin;
const connectSecret = "whsec_of_the_platform";

beforeAll(async () => {
  twin = await startStripeTwin();
  server = await startTestServer({
    env: {
      STRIPE_API_URL: twin.url,
      STRIPE_CONNECT_URL: twin.url,
      STRIPE_CLIENT_ID: "ca_twin0001",
      STRIPE_SECRET_KEY: "sk_test_platform",
      STRIPE_CONNECT_WEBHOOK_SECRET: connectSecret,
    },
  });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
beforeEach(() => {
  twin.keys.add("rk_test_good");
  twin.endpoints.length = 0;
  twin.events.length = 0;
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];
const signals = (id: string) =>
  server.app.database.raw`select type, title, by, key from signals where integration_id = ${id} order by id`;

async function connect(mode: "webhook" | "polling" = "webhook", key = "rk_test_good") {
  const workspaceId = await insertWorkspace(server.app);
  const fields = [{ name: "accessToken", value: key }];
  const made = await connectIntegration(systemOf(server), { workspaceId, provider: "stripe", mode, fields });
  return { ...made, workspaceId, id: made.integration.id, url: made.hookUrl ?? "" };
}

test("a restricted key: connected, the endpoint made and read back, a payment that failed is a signal", async () => {
  const { integration, id, url } = await connect();
  expect(integration).toMatchObject({ state: "webhook_registered", account: "Acme (test mode)" });
  const [endpoint] = twin.endpoints;
  expect(endpoint).toMatchObject({ url, status: "enabled" });
  expect(endpoint?.enabled_events).toContain("payment_intent.payment_failed");
  const event = twin.declined("evt_1", new Date());
  const secret = endpoint?.secret ?? "";
  expect((await twin.deliver(event, { url, secret: "whsec_guessed" })).status).toBe(401);
  expect((await twin.deliver(event, { url, secret }, new Date(Date.now() - 400_000))).status).toBe(401);
  expect((await twin.deliver(event, { url, secret })).status).toBe(202);
  expect(await (await twin.deliver(event, { url, secret })).json()).toMatchObject({ duplicate: true });
  const [signal] = await eventually(async () => {
    const found = await signals(id);
    return found.length > 0 ? found : null;
  });
  expect(signal).toMatchObject({
    type: "payment.failed",
    by: "webhook",
    title: "USD 20.00 was not paid: Declined. (test mode)",
  });
  expect((await row(id))?.state).toBe("live");
});

test("a wrong key is refused before anything is stored, in Stripe's words; what is no key does not leave the house", async () => {
  const before = twin.asked.length;
  await expect(connect("webhook", "pk_test_public")).rejects.toThrow("does not look like the restricted key");
  expect(twin.asked.length).toBe(before);
  await expect(connect("webhook", "rk_test_unknown")).rejects.toThrow("no longer accepts the credentials");
});

test("an endpoint that was deleted or switched off is found, with the reason; rotating makes a new one", async () => {
  const { id, url } = await connect();
  const ctx = systemOf(server);
  const [first] = twin.endpoints;
  if (first) first.status = "disabled";
  const off = await checkIntegration(ctx, { integrationId: id });
  expect(off.evidence.degraded?.reason).toContain("switched off at the provider");
  twin.endpoints.length = 0;
  const gone = await checkIntegration(ctx, { integrationId: id });
  expect(gone.evidence.degraded?.reason).toContain("no longer has this webhook");
  await rotateWebhookSecret(ctx, { integrationId: id });
  const [second] = twin.endpoints;
  expect(second).toMatchObject({ url, status: "enabled" });
  expect((await twin.deliver(twin.declined("evt_2", new Date()), { url, secret: second?.secret ?? "" })).status).toBe(
    202,
  );
});

test("an endpoint that was lost is made anew by the reconciliation, which asks for what was missed, and nothing twice", async () => {
  const { id, url } = await connect();
  const [first] = twin.endpoints;
  const known = twin.declined("evt_known", new Date());
  await twin.deliver(known, { url, secret: first?.secret ?? "" });
  await eventually(async () => (await row(id))?.state === "live");
  twin.endpoints.length = 0;
  twin.declined("evt_missed", new Date());
  const report = await reconcileIntegration(systemOf(server), { integrationId: id });
  expect(report).toMatchObject({ recreated: 1, backfilled: 1, lookedBack: true, problem: null });
  expect((await signals(id)).map(({ key, by }) => `${key} ${by}`)).toEqual([
    "payment.failed:evt_known webhook",
    "payment.failed:evt_missed polling",
  ]);
  const [second] = twin.endpoints;
  expect((await twin.deliver(known, { url, secret: first?.secret ?? "" })).status).toBe(401);
  expect((await twin.deliver(known, { url, secret: second?.secret ?? "" })).status).toBe(200);
  if (second) second.status = "disabled";
  expect(await reconcileIntegration(systemOf(server), { integrationId: id })).toMatchObject({ repaired: 1 });
  expect(twin.endpoints).toEqual([expect.objectContaining({ id: second?.id, status: "enabled" })]);
});

test("a key that was revoked degrades with the next step; a new one of the same account connects again", async () => {
  const { id } = await connect();
  const ctx = systemOf(server);
  twin.keys.delete("rk_test_good");
  const refused = await checkIntegration(ctx, { integrationId: id });
  expect(refused).toMatchObject({ state: "degraded" });
  expect(refused.evidence.degraded?.reason).toContain("no longer accepts the credentials");
  twin.keys.add("rk_test_second");
  const fields = [{ name: "accessToken", value: "rk_test_second" }];
  const again = await reconnectIntegration(ctx, { integrationId: id, fields });
  expect(again.evidence.degraded).toBeUndefined();
  const { raw } = server.app.database;
  const compared = () => raw`select from reconciliations where integration_id = ${id} and "trigger" = 'connection'`;
  await eventually(async () => (await compared()).length === 1);
  await disconnectIntegration(ctx, { integrationId: id });
  expect(twin.endpoints).toEqual([]);
});

test("polled: what was before is no news, what is new is told once", async () => {
  twin.declined("evt_old", new Date(Date.now() - 60_000));
  const { id, workspaceId } = await connect("polling");
  const poll = () => pollIntegration(systemOf(server), { workspaceId, integrationId: id });
  await poll();
  expect(await signals(id)).toEqual([]);
  const event = twin.declined("evt_new", new Date(Date.now() + 1_000));
  await eventually(async () => Date.now() / 1000 > Number(event.created));
  await poll();
  await poll();
  expect(await signals(id)).toEqual([expect.objectContaining({ key: "payment.failed:evt_new", by: "polling" })]);
});

test("Connect, through the browser: read only, delivered at the one door by account, and withdrawn on disconnecting", async () => {
  const workspace = await makeWorkspace(server);
  const flow = await goThroughConnect(server, workspace, "stripe", { mode: "webhook" });
  expect(flow.authorize.searchParams.get("scope")).toBe("read_only");
  expect(flow.authorize.searchParams.has("code_challenge")).toBe(false);
  const refused = await flow.comeBack({ code: "ac_bad" });
  expect(await refused.text()).toContain("Authorization code does not exist");
  const done = await (await goThroughConnect(server, workspace, "stripe", { mode: "webhook" })).comeBack({
    code: "ac_good",
  });
  const id = flow.integrationIn(done);
  expect(await row(id)).toMatchObject({ external_account: "acct_connected", method: "oauth2", state: "authorised" });
  const url = `${server.url}/hooks/stripe`;
  const event = { ...twin.declined("evt_connect", new Date()), account: "acct_connected" };
  expect((await twin.deliver({ ...event, account: "acct_other" }, { url, secret: connectSecret })).status).toBe(404);
  expect((await twin.deliver(event, { url, secret: "whsec_guess" })).status).toBe(401);
  expect((await twin.deliver(event, { url, secret: connectSecret })).status).toBe(202);
  await eventually(async () => (await row(id))?.state === "live");
  await disconnectIntegration(systemOf(server), { integrationId: id });
  // Asked in its own name: what an earlier integration still sets up with its key is not this one's.
  const registered = twin.asked.filter(
    ({ method, path, headers }) =>
      method === "POST" &&
      path.startsWith("/v1/webhook_endpoints") &&
      headers.authorization?.endsWith("sk_test_connected"),
  );
  expect(registered).toEqual([]);
  expect(twin.deauthorized).toEqual(["acct_connected"]);
});
