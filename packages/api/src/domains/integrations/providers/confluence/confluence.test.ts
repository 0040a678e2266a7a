import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId, encodeId } from "../../../../graphql/ids.ts";
import { type ConfluenceTwin, startConfluenceTwin, type TwinPage } from "../../../../testing/confluence-twin.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { signDelivery } from "../../provider/sign-delivery.ts";
import type { SignatureScheme } from "../../provider/signature-scheme.ts";
import { reconcileIntegration } from "../../reconcile/reconcile-integration.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { updateIntegration } from "../../update-integration.ts";
import { confluence } from "../confluence.ts";

let twin: ConfluenceTwin;
let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  twin = await startConfluenceTwin();
  server = await startTestServer({
    env: {
      ATLASSIAN_AUTH_URL: twin.url,
      ATLASSIAN_API_URL: twin.url,
      ATLASSIAN_CLIENT_ID: "atlassian-client",
      ATLASSIAN_CLIENT_SECRET: "ATOA-twin-secret",
    },
  });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const raw = () => server.app.database.raw;
const row = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
const signalsOf = async (id: string) =>
  await raw()`select type, subject, url, data, by from signals where integration_id = ${id} order by occurred_at, type`;
const typesOf = async (id: string) => (await signalsOf(id)).map(({ type, data }) => [type, data.title, data.version]);

const page = (id: string, title: string, more: Partial<TwinPage> = {}): TwinPage => {
  const now = new Date();
  return { id, title, space: "DOCS", version: 1, created: now, changed: now, ...more };
};

async function connectCloud(query: Record<string, string> = {}): Promise<string> {
  const flow = await goThroughConnect(server, workspace, "confluence", query);
  const asked = flow.authorize.searchParams;
  expect([asked.get("audience"), asked.get("prompt")]).toEqual(["api.atlassian.com", "consent"]);
  expect(asked.get("scope")).toBe(
    "search:confluence read:confluence-content.summary read:space:confluence offline_access",
  );
  expect(asked.has("code_challenge")).toBe(false);
  return flow.integrationIn(await flow.comeBack({ code: "good" }));
}

test("Cloud is polled, whatever the address: what was made and changed in the chosen spaces, once", async () => {
  const id = await connectCloud();
  const ctx = systemOf(server);
  expect(await row(id)).toMatchObject({ state: "authorised", account: "meridian", mode: "polling" });
  const never = "sends no webhooks to what is connected this way";
  await expect(connectCloud({ mode: "webhook" })).rejects.toThrow(never);
  await expect(updateIntegration(ctx, { integrationId: id, mode: "webhook" })).rejects.toThrow(never);
  await chooseTargets(ctx, { integrationId: id, targets: ["cloud-1/DOCS"] });
  await eventually(async () => (await row(id))?.last_polled_at);
  const poll = async () => {
    await pollIntegration(ctx, { workspaceId: decodeId("ws", workspace.id), integrationId: id });
    expect(await row(id)).toMatchObject({ poll_failures: 0 });
    return await typesOf(id);
  };
  const long = new Date(Date.now() - 86_400_000);
  twin.pages = [page("1", "Long there", { created: long, changed: long })];
  expect(await poll()).toEqual([]);
  twin.pages.push(
    page("2", "Runbook"),
    page("3", "Elsewhere", { space: "OPS" }),
    page("4", "Made and changed", { version: 3 }),
    page("5", "Third, on another page of results"),
  );
  Object.assign(twin.pages[0] as TwinPage, { version: 8, changed: new Date() });
  const first = await poll();
  expect(first.sort()).toEqual(
    [
      ["page.created", "Made and changed", 1],
      ["page.created", "Runbook", 1],
      ["page.created", "Third, on another page of results", 1],
      ["page.updated", "Long there", 8],
      ["page.updated", "Made and changed", 3],
    ].sort(),
  );
  expect((await poll()).length).toBe(5);
  Object.assign(twin.pages[1] as TwinPage, { version: 2, changed: new Date() });
  expect((await poll()).filter(([, title]) => title === "Runbook").map(([type]) => type)).toEqual([
    "page.created",
    "page.updated",
  ]);
  const [runbook] = (await signalsOf(id)).filter(({ data }) => data.title === "Runbook");
  expect(runbook).toMatchObject({
    subject: "DOCS/2",
    url: "https://meridian.atlassian.net/wiki/spaces/DOCS/pages/2",
    by: "polling",
  });
  expect(await row(id)).toMatchObject({ state: "live" });
});

test("Cloud's rotating tokens are renewed once each; one that is lost says so, and connecting again mends it", async () => {
  const id = await connectCloud();
  const ctx = systemOf(server);
  const input = { workspaceId: decodeId("ws", workspace.id), integrationId: id };
  await chooseTargets(ctx, { integrationId: id, targets: ["cloud-1/DOCS"] });
  await eventually(async () => (await row(id))?.last_polled_at);
  const before = twin.refreshes.length;
  const end = () => raw()`update integrations set credentials_expire_at = now() - interval '1 minute' where id = ${id}`;
  await end();
  await Promise.all(Array.from({ length: 5 }, () => pollIntegration(ctx, input)));
  await end();
  await pollIntegration(ctx, input);
  const shown = twin.refreshes.slice(before);
  expect(shown).toHaveLength(2);
  expect(new Set(shown).size).toBe(2);
  expect(await row(id)).toMatchObject({ poll_failures: 0 });
  twin.tokens = { access: "gone", refresh: "gone" };
  await pollIntegration(ctx, input);
  const degraded = (await row(id))?.evidence.degraded;
  expect(degraded.reason).toContain("Unknown or invalid refresh token.");
  expect(degraded.nextStep).toBeTruthy();
  expect(await connectCloud({ integration: encodeId("int", id) })).toBe(id);
  await pollIntegration(ctx, input);
  expect((await row(id))?.evidence.degraded).toBeUndefined();
});

async function connectDataCenter(token: string) {
  return await connectIntegration(systemOf(server), {
    workspaceId: decodeId("ws", workspace.id),
    provider: "confluence",
    mode: "webhook",
    fields: [
      { name: "baseUrl", value: `${twin.url}/dc` },
      { name: "accessToken", value: token },
    ],
  });
}

test("Data Center: token, one webhook for the server, signed deliveries, and a lost webhook is made again", async () => {
  await expect(connectDataCenter("wrong")).rejects.toThrow("The token does not exist");
  const { integration } = await connectDataCenter("dc-token");
  const { id } = integration;
  const ctx = systemOf(server);
  expect(integration).toMatchObject({
    state: "authorised",
    mode: "webhook",
    account: `ines at ${new URL(twin.url).host}`,
  });
  const chosen = await chooseTargets(ctx, { integrationId: id, targets: ["DOCS"] });
  expect(chosen.state).toBe("webhook_registered");
  expect(twin.hooks).toHaveLength(1);
  const [hook] = twin.hooks;
  expect(hook?.events).toContain("page_trashed");

  const deliver = async (payload: unknown, secret = twin.hooks[0]?.configuration.secret ?? "") => {
    const body = Buffer.from(JSON.stringify(payload));
    const headers = signDelivery(confluence.webhook?.signature as SignatureScheme, secret, body, new Date()) ?? {};
    return await fetch(twin.hooks[0]?.url ?? hook?.url ?? "", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  };
  const told = {
    event: "page_updated",
    timestamp: Date.now(),
    page: { id: 7, title: "Runbook", spaceKey: "DOCS", version: 4, self: "https://confluence.example.com/x" },
  };
  expect((await deliver(told, "another")).status).toBe(401);
  expect((await deliver(told)).status).toBe(202);
  const [signal] = await eventually(async () => {
    const found = await signalsOf(id);
    return found.length > 0 ? found : null;
  });
  expect(signal).toMatchObject({ type: "page.updated", subject: "DOCS/7", by: "webhook" });
  expect((await row(id))?.state).toBe("live");

  twin.hooks = [];
  twin.pages = [page("8", "Written meanwhile")];
  const report = await reconcileIntegration(ctx, { integrationId: id });
  expect(report).toMatchObject({ recreated: 1 });
  expect(twin.hooks).toHaveLength(1);
  expect((await deliver({ ...told, page: { ...told.page, version: 5 } })).status).toBe(202);
  await disconnectIntegration(ctx, { integrationId: id });
  expect(twin.hooks).toHaveLength(0);
});
