import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { signDelivery } from "../../provider/sign-delivery.ts";
import type { SignatureScheme } from "../../provider/signature-scheme.ts";
import { reconcileIntegration } from "../../reconcile/reconcile-integration.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { type MetaWebhooksTwin, startMetaWebhooksTwin } from "../../testing/meta-webhooks-twin.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { metaAds } from "../meta-ads.ts";
import { metaSamples } from "./meta-samples.ts";

const secret = "meta-twin-app-secret";
let twin: MetaWebhooksTwin;
let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  twin = await startMetaWebhooksTwin({ id: "4242", secret });
  server = await startTestServer({
    env: { META_URL: twin.url, META_GRAPH_URL: twin.url, META_APP_ID: "4242", META_APP_SECRET: secret },
  });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];

async function ask(token: string): Promise<[number, string]> {
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.verify_token": token,
    "hub.challenge": "1158201444",
  });
  const answer = await fetch(`${twin.subscription?.callback_url}?${query}`);
  return [answer.status, await answer.text()];
}

test("subscribes app and accounts, answers the challenge to its own token only, and notices an account that fell away", async () => {
  const flow = await goThroughConnect(server, workspace, "meta-ads", { mode: "webhook" });
  expect(flow.authorize.pathname).toBe("/v24.0/dialog/oauth");
  const id = flow.integrationIn(await flow.comeBack({ code: "good" }));
  const ctx = systemOf(server);
  const days = ((await row(id))?.credentials_expire_at.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(59);
  const chosen = await chooseTargets(ctx, { integrationId: id, targets: ["act_1"] });
  expect(chosen.state).toBe("webhook_registered");
  expect([...twin.delivering]).toEqual(["act_1"]);
  expect(await ask(twin.subscription?.verify_token ?? "")).toEqual([200, "1158201444"]);
  expect((await ask("guessed"))[0]).toBe(404);

  const deliver = async (signed: string) => {
    const body = Buffer.from(JSON.stringify(metaSamples[0]?.body));
    const headers = signDelivery(metaAds.webhook?.signature as SignatureScheme, signed, body, new Date()) ?? {};
    const all = { "content-type": "application/json", ...headers };
    return await fetch(twin.subscription?.callback_url ?? "", { method: "POST", body, headers: all });
  };
  expect((await deliver("another")).status).toBe(401);
  expect((await deliver(secret)).status).toBe(202);
  expect((await deliver(secret)).status).toBe(200);
  await eventually(async () => (await row(id))?.state === "live");

  await chooseTargets(ctx, { integrationId: id, targets: ["act_1", "act_2"] });
  expect([...twin.delivering]).toEqual(["act_1", "act_2"]);
  twin.delivering.delete("act_1");
  expect(await reconcileIntegration(ctx, { integrationId: id })).toMatchObject({ repaired: 1 });
  expect(twin.delivering.has("act_1")).toBe(true);
  await disconnectIntegration(ctx, { integrationId: id });
  expect([twin.subscription, twin.delivering.size]).toEqual([null, 0]);
});
