import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { signDelivery } from "../../provider/sign-delivery.ts";
import type { SignatureScheme } from "../../provider/signature-scheme.ts";
import { reconcileIntegration } from "../../reconcile/reconcile-integration.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { startXWebhooksTwin, type XWebhooksTwin } from "../../testing/x-webhooks-twin.ts";
import { x } from "../x.ts";
import { xSamples } from "./x-samples.ts";

const secret = "x-client-secret-of-the-twin_-";
let twin: XWebhooksTwin;
let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  twin = await startXWebhooksTwin("app-bearer");
  server = await startTestServer({
    env: {
      X_URL: twin.url,
      X_API_URL: twin.url,
      X_CLIENT_ID: "VGh-aX_NfY2xpZW50OjE6Y2k",
      X_CLIENT_SECRET: secret,
      X_BEARER_TOKEN: "app-bearer",
    },
  });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];

test("registers, answers the hourly challenge, takes signed deliveries, and mends a webhook that X switched off", async () => {
  const flow = await goThroughConnect(server, workspace, "x", { mode: "webhook" });
  expect(flow.authorize.pathname).toBe("/i/oauth2/authorize");
  expect(flow.authorize.searchParams.get("code_challenge_method")).toBe("S256");
  const id = flow.integrationIn(await flow.comeBack({ code: "good" }));
  const client = twin.asked.find(({ path }) => path === "/2/oauth2/token")?.headers.authorization ?? "";
  expect(Buffer.from(client.replace("Basic ", ""), "base64").toString()).toBe(`VGh-aX_NfY2xpZW50OjE6Y2k:${secret}`);
  expect(await row(id)).toMatchObject({ state: "webhook_registered", account: "meridian" });
  expect(twin.subscriptions.map((one) => one.event_type)).toEqual(["post.create", "post.mention.create"]);
  expect(await twin.challenge(secret)).toBe(true);
  expect(await twin.challenge("another")).toBe(false);
  expect((await fetch(twin.hooks[0]?.url ?? "")).status).toBe(404);

  const deliver = async (signed: string) => {
    const body = Buffer.from(JSON.stringify(xSamples[0]?.body));
    const headers = signDelivery(x.webhook?.signature as SignatureScheme, signed, body, new Date()) ?? {};
    const all = { "content-type": "application/json", ...headers };
    return await fetch(twin.hooks[0]?.url ?? "", { method: "POST", body, headers: all });
  };
  expect((await deliver("another")).status).toBe(401);
  expect((await deliver(secret)).status).toBe(202);
  await eventually(async () => (await row(id))?.state === "live");

  for (const hook of twin.hooks) hook.valid = false;
  const report = await reconcileIntegration(systemOf(server), { integrationId: id });
  expect(report).toMatchObject({ repaired: 1 });
  expect(twin.hooks[0]?.valid).toBe(true);
  await disconnectIntegration(systemOf(server), { integrationId: id });
  expect(twin.hooks).toHaveLength(0);
});
