import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { connectIntegration } from "../connect-integration.ts";
import { addProvider } from "../find-provider.ts";
import { rotateWebhookSecret } from "../rotate-webhook-secret.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { type ProviderTwin, startProviderTwin } from "../testing/provider-twin.ts";
import { twinProvider, twinRegistration } from "../testing/twin-provider.ts";

let server: TestServer;
let twin: ProviderTwin;
let takeOut = () => {};
beforeAll(async () => {
  twin = await startProviderTwin();
  server = await startTestServer({ env: { TWIN_URL: twin.url }, roles: ["serve"] });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
afterEach(() => takeOut());

async function connect(provider = twinProvider, fields = [{ name: "accessToken", value: "good" }]) {
  takeOut = addProvider(provider);
  twin.hooks = [];
  return await connectIntegration(systemOf(server), {
    workspaceId: await insertWorkspace(server.app),
    provider: "twin",
    mode: "webhook",
    fields,
  });
}

const deliver = (url: string, secret: string, id = "1") => {
  const body = JSON.stringify({ event: "fact", id, title: "Told" });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "x-twin-signature": signature, "x-twin-delivery": id },
  });
};

test("where nothing is to be chosen, connecting makes the webhook; the provider's own secret opens the door, sealed", async () => {
  const { integration, hookUrl } = await connect();
  expect(integration).toMatchObject({ state: "webhook_registered" });
  expect(integration.evidence.webhook_registered?.text).toBe("Twin read back 1 of 1 webhook that point here");
  const [hook] = twin.hooks;
  expect(hook).toMatchObject({ target: "", url: hookUrl });
  const [row] = await server.app.database
    .raw`select target, secret, remote_id from webhook_registrations where integration_id = ${integration.id}`;
  expect(row).toMatchObject({ target: "", remote_id: hook?.id });
  expect(row?.secret).toMatch(/^v1\./);
  expect((await deliver(hookUrl ?? "", hook?.secret ?? "")).status).toBe(202);
  expect((await deliver(hookUrl ?? "", "another")).status).toBe(401);
});

test("rotating where the provider makes the secrets means a new webhook; the old secret is refused", async () => {
  const { integration, hookUrl } = await connect();
  const before = twin.hooks[0];
  expect((await deliver(hookUrl ?? "", before?.secret ?? "")).status).toBe(202);
  await rotateWebhookSecret(systemOf(server), { integrationId: integration.id });
  expect(twin.hooks).toHaveLength(1);
  const after = twin.hooks[0];
  expect(after?.id).not.toBe(before?.id);
  expect((await deliver(hookUrl ?? "", after?.secret ?? "", "2")).status).toBe(202);
  expect((await deliver(hookUrl ?? "", before?.secret ?? "", "3")).status).toBe(401);
});

test("a provider that refuses the webhook leaves the connection standing, degraded, with the reason", async () => {
  twin.misbehave = (req, res) => {
    if (req.method !== "POST") return false;
    res.writeHead(403, { "content-type": "application/json" }).end('{"message":"Needs the hooks permission"}');
    return true;
  };
  const { integration } = await connect();
  twin.misbehave = null;
  expect(integration.state).toBe("degraded");
  expect(integration.evidence.degraded?.reason).toContain("Needs the hooks permission");
});

test("a secret that the person pasted opens the door, and answers the provider's question at it", async () => {
  const provider = { ...twinProvider, registration: twinRegistration(false) };
  const fields = [{ name: "signingSecret", label: "Signing secret", help: "Any text." }];
  const { hookUrl } = await connect(
    {
      ...provider,
      webhook: { ...provider.webhook, secretField: "signingSecret" } as NonNullable<typeof provider.webhook>,
      connect: [{ kind: "token", fields }],
    },
    [{ name: "signingSecret", value: "pasted-by-a-person" }],
  );
  expect((await deliver(hookUrl ?? "", "pasted-by-a-person")).status).toBe(202);
  const ask = (token: string) => fetch(`${hookUrl}?token=${token}&challenge=abc`);
  const answer = await ask("pasted-by-a-person");
  expect([answer.status, await answer.text()]).toEqual([200, "abc"]);
  expect((await ask("a-guess")).status).toBe(404);
  const integration = (await server.app.database.raw`select id from integrations order by id desc limit 1`)[0];
  await expect(rotateWebhookSecret(systemOf(server), { integrationId: integration?.id })).rejects.toThrow("pasted");
});
