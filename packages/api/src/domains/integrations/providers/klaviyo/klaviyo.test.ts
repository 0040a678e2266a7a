import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { insertWorkspace } from "../../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import type { HmacScheme } from "../../provider/signature-scheme.ts";
import { hmacOf } from "../../provider/verify-signature.ts";
import { type KlaviyoWebhooksTwin, startKlaviyoWebhooksTwin } from "../../testing/klaviyo-webhooks-twin.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { klaviyo } from "../klaviyo.ts";
import { klaviyoSamples } from "./klaviyo-samples.ts";

let twin: KlaviyoWebhooksTwin;
let server: TestServer;

beforeAll(async () => {
  twin = await startKlaviyoWebhooksTwin();
  server = await startTestServer({ env: { KLAVIYO_API_URL: twin.url } });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const raw = () => server.app.database.raw;

async function connect() {
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId: await insertWorkspace(server.app),
    provider: "klaviyo",
    mode: "webhook",
    fields: [{ name: "apiKey", value: "pk_goodgoodgood" }],
  });
  return integration.id;
}

/** Signed as Klaviyo signs: the body, then the date of HTTP as it stands in its header. */
async function deliver(url: string, secret: string, at = new Date()): Promise<number> {
  const body = JSON.stringify(klaviyoSamples[0]?.body);
  const timestamp = at.toUTCString();
  const signature = hmacOf(klaviyo.webhook?.signature as HmacScheme, secret, Buffer.from(body + timestamp)).toString();
  const headers = { "klaviyo-signature": signature, "klaviyo-timestamp": timestamp };
  const answer = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
  return answer.status;
}

test("one webhook with its four topics is made and read back; up to a thousand events become signals", async () => {
  const id = await connect();
  const ctx = systemOf(server);
  const chosen = await chooseTargets(ctx, { integrationId: id, targets: ["L1"] });
  expect(chosen.state).toBe("webhook_registered");
  const [hook] = twin.hooks.values();
  expect(hook?.relationships["webhook-topics"].data).toHaveLength(4);
  const { endpoint_url: url = "", secret_key: secret = "" } = hook?.attributes ?? {};
  expect(await deliver(url, "another")).toBe(401);
  expect(await deliver(url, secret, new Date(Date.now() - 400_000))).toBe(401);
  expect(await deliver(url, secret)).toBe(202);
  const found = await eventually(async () => {
    const rows = await raw()`select type from signals where integration_id = ${id} order by type`;
    return rows.length === 2 ? rows : null;
  });
  expect(found.map(({ type }) => type)).toEqual(["email.bounced", "subscriber.left"]);
  await disconnectIntegration(ctx, { integrationId: id });
  expect(twin.hooks.size).toBe(0);
});

test("an account without webhooks is told so in Klaviyo's own words", async () => {
  twin.hasWebhooks = false;
  const id = await connect();
  await expect(chooseTargets(systemOf(server), { integrationId: id, targets: ["L1"] })).rejects.toThrow(
    "Your plan has no system webhooks.",
  );
});
