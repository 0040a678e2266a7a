import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { encodeId } from "../../../../graphql/ids.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { insertWorkspace } from "../../../../testing/insert-workspace.ts";
import { makeWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { checkIntegration } from "../../check-integration.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { reconcileIntegration } from "../../reconcile/reconcile-integration.ts";
import { sendTestDelivery } from "../../send-test-delivery.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { type PagerdutyTwin, startPagerdutyTwin } from "../../testing/pagerduty-twin.ts";
import { pagerdutySamples } from "./pagerduty-samples.ts";

let server: TestServer;
let twin: PagerdutyTwin;
const apiKey = "u+goodgoodgoodgood";

beforeAll(async () => {
  twin = await startPagerdutyTwin();
  server = await startTestServer({
    env: {
      PAGERDUTY_API_URL: "http://127.0.0.1:9",
      PAGERDUTY_EU_API_URL: twin.url,
      PAGERDUTY_IDENTITY_URL: twin.url,
      PAGERDUTY_CLIENT_ID: "twin-client-0001",
      PAGERDUTY_CLIENT_SECRET: "twin-client-key-0001",
    },
  });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
beforeEach(() => {
  twin.credentials.add(`Token token=${apiKey}`);
  twin.subscriptions.length = 0;
  twin.logEntries.length = 0;
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];
const signals = (id: string) =>
  server.app.database.raw`select type, key, title, actor from signals where integration_id = ${id} order by id`;
const triggered = (pagerdutySamples as { body: unknown }[]).map(
  ({ body }) => (body as { event: Record<string, unknown> }).event,
)[0] as Record<string, unknown>;

async function connect(mode: "webhook" | "polling" = "webhook", key = apiKey, region = "eu") {
  const workspaceId = await insertWorkspace(server.app);
  const fields = [
    { name: "apiKey", value: key },
    { name: "region", value: region },
  ];
  const made = await connectIntegration(systemOf(server), { workspaceId, provider: "pagerduty", mode, fields });
  return { ...made, workspaceId, id: made.integration.id, url: made.hookUrl ?? "" };
}

const choose = (id: string, targets: string[]) => chooseTargets(systemOf(server), { integrationId: id, targets });

test("an EU account: each service has a subscription with a secret of its own, and any of several signatures may be right", async () => {
  const { integration, id, url } = await connect();
  expect(integration).toMatchObject({ state: "authorised", account: "acme.pagerduty.com" });
  const chosen = await choose(id, ["PCHECKOUT", "PSEARCH"]);
  expect(chosen.evidence.webhook_registered?.text).toBe("PagerDuty read back 2 of 2 webhooks that point here");
  const secrets = twin.subscriptions.map((one) => one.delivery_method.secret);
  expect(new Set(secrets).size).toBe(2);
  for (const [index, secret] of secrets.entries()) {
    const event = { ...triggered, id: `event-${index}`, data: { ...(triggered.data as object), id: `PINC${index}` } };
    expect((await twin.deliver(event, { url, secrets: ["the one before", secret] })).status).toBe(202);
  }
  expect((await twin.deliver(triggered, { url, secrets: ["a guess", "another guess"] })).status).toBe(401);
  const told = await eventually(async () => {
    const found = await signals(id);
    return found.length === 2 ? found : null;
  });
  expect(told.map(({ key }) => key).sort()).toEqual(["incident.triggered:PINC0", "incident.triggered:PINC1"]);
  expect((await row(id))?.state).toBe("live");
});

test("PagerDuty is asked for a ping, and each hop of its way is seen", async () => {
  const { id } = await connect();
  await choose(id, ["PCHECKOUT"]);
  const { hops } = await sendTestDelivery(systemOf(server), { integrationId: id });
  expect(hops.map((hop) => [hop.name, hop.ok])).toEqual([
    ["asked", true],
    ["received", true],
    ["processed", true],
  ]);
});

test("a subscription that PagerDuty switched off is found; choosing again switches it on and keeps its secret", async () => {
  const { id, url } = await connect();
  await choose(id, ["PCHECKOUT"]);
  const [subscription] = twin.subscriptions;
  if (subscription) subscription.delivery_method.temporarily_disabled = true;
  const checked = await checkIntegration(systemOf(server), { integrationId: id });
  expect(checked.evidence.degraded?.reason).toContain("switched off at the provider");
  const again = await choose(id, ["PCHECKOUT"]);
  expect(again.evidence.degraded).toBeUndefined();
  const secrets = twin.subscriptions.map((one) => one.delivery_method.secret);
  expect(secrets).toHaveLength(1);
  expect((await twin.deliver({ ...triggered, id: "after" }, { url, secrets })).status).toBe(202);
  await disconnectIntegration(systemOf(server), { integrationId: id });
  expect(twin.subscriptions).toEqual([]);
});

test("what PagerDuty dropped while a subscription was off is read from the log, and what came by webhook is not told again", async () => {
  const { id, url } = await connect();
  await choose(id, ["PCHECKOUT"]);
  const occurred_at = new Date().toISOString();
  const event = { ...triggered, id: "known", occurred_at };
  await twin.deliver(event, { url, secrets: twin.subscriptions.map((one) => one.delivery_method.secret) });
  await eventually(async () => (await signals(id)).length === 1);
  const [subscription] = twin.subscriptions;
  if (subscription) subscription.delivery_method.temporarily_disabled = true;
  const entry = (type: string) => ({
    id: `R${type}`,
    type,
    created_at: occurred_at.replace(/\.\d+Z/, "Z"),
    service: { id: "PCHECKOUT" },
    incident: { id: "PGR0VU2", summary: "[#2] A little bump in the road" },
  });
  twin.logEntries.push(entry("resolve_log_entry"), entry("trigger_log_entry"));
  const report = await reconcileIntegration(systemOf(server), { integrationId: id });
  expect(report).toMatchObject({ repaired: 1, backfilled: 1, lookedBack: true, problem: null });
  expect((await signals(id)).map(({ type }) => type)).toEqual(["incident.triggered", "incident.resolved"]);
  expect(twin.subscriptions[0]?.delivery_method.temporarily_disabled).toBe(false);
  twin.subscriptions.length = 0;
  expect(await reconcileIntegration(systemOf(server), { integrationId: id })).toMatchObject({ recreated: 1 });
  expect(twin.subscriptions).toHaveLength(1);
});

test("a wrong key and the wrong region are refused, each with its reason", async () => {
  await expect(connect("webhook", "u+wrongwrongwrongwrong")).rejects.toThrow("no longer accepts the credentials");
  await expect(connect("webhook", apiKey, "us")).rejects.toThrow("could not be reached");
  await expect(connect("webhook", apiKey, "moon")).rejects.toThrow("does not look like the service region");
});

test("polled: the log tells of the chosen services only, and a webhook's fact has the same name", async () => {
  const { id, workspaceId } = await connect("polling");
  await choose(id, ["PCHECKOUT"]);
  const poll = () => pollIntegration(systemOf(server), { workspaceId, integrationId: id });
  await poll();
  const created_at = new Date().toISOString();
  const entry = (service: string, type: string, incident: string) => ({
    id: `R${incident}`,
    type,
    created_at,
    agent: { summary: "Tenex Engineer" },
    service: { id: service, summary: service },
    incident: {
      id: incident,
      summary: "[#1234] The server is on fire.",
      html_url: `https://acme.pagerduty.com/${incident}`,
    },
  });
  twin.logEntries.unshift(
    entry("PCHECKOUT", "trigger_log_entry", "PGR0VU2"),
    entry("PCHECKOUT", "notify_log_entry", "PGR0VU2"),
    entry("PSEARCH", "trigger_log_entry", "POTHER"),
  );
  await poll();
  await poll();
  expect(await signals(id)).toEqual([
    expect.objectContaining({
      key: "incident.triggered:PGR0VU2",
      title: "The server is on fire.",
      actor: "Tenex Engineer",
    }),
  ]);
});

test("OAuth through the browser: PKCE, scopes, a rotating refresh; a dead grant says so and connecting again mends it", async () => {
  const workspace = await makeWorkspace(server);
  const go = (more: Record<string, string> = {}) =>
    goThroughConnect(server, workspace, "pagerduty", { mode: "polling", "field.region": "eu", ...more });
  const flow = await go();
  expect(flow.authorize.searchParams.get("code_challenge_method")).toBe("S256");
  expect(flow.authorize.searchParams.get("scope")).toContain("webhook_subscriptions.write");
  expect(await (await flow.comeBack({ code: "bad" })).text()).toContain("The grant is dead");
  const second = await go();
  const id = second.integrationIn(await second.comeBack({ code: "good" }));
  expect((await row(id))?.scopes).toContain("incidents.read");
  const first = twin.refreshToken;
  // The token was revoked at PagerDuty; the refresh token still works, once.
  twin.credentials.clear();
  const renewed = await checkIntegration(systemOf(server), { integrationId: id });
  expect(renewed.evidence.degraded).toBeUndefined();
  expect(twin.refreshToken).not.toBe(first);
  twin.credentials.clear();
  twin.refreshToken = "nobody's";
  const dead = await checkIntegration(systemOf(server), { integrationId: id });
  expect(dead.state).toBe("degraded");
  const again = await go({ integration: encodeId("int", id) });
  expect(again.integrationIn(await again.comeBack({ code: "good" }))).toBe(id);
  expect((await row(id))?.evidence.degraded).toBeUndefined();
});
