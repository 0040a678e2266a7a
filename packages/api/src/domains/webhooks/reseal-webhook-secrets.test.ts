import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { createVault } from "../../vault/index.ts";
import { createWebhookEndpoint } from "./create-webhook-endpoint.ts";
import { resealWebhookSecrets } from "./jobs/reseal-webhook-secrets.ts";
import { rotateWebhookEndpointSecret } from "./rotate-webhook-endpoint-secret.ts";
import { secretPlace } from "./webhook-secret.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());

test("seals both secrets again after a new vault key, so that the old key can go", async () => {
  const [older, newer] = [
    { id: "older", key: randomBytes(32) },
    { id: "newer", key: randomBytes(32) },
  ];
  const ctx = systemContext({ ...server.app, vault: createVault([older]) }, "test");
  const workspaceId = await insertWorkspace(server.app);
  const url = "http://localhost:9/";
  const { webhookEndpoint, secret: first } = await createWebhookEndpoint(ctx, { workspaceId, url });
  const { secret: second } = await rotateWebhookEndpointSecret(ctx, { id: webhookEndpoint.id });

  await resealWebhookSecrets.run(systemContext({ ...server.app, vault: createVault([newer, older]) }, "test"), {});
  const onlyNewer = createVault([newer]);
  const [row] = await server.app.database.raw`select secret, previous_secret from webhook_endpoints`;
  const open = (sealed: string) => onlyNewer.open(sealed, secretPlace(webhookEndpoint));
  expect([open(row?.secret), open(row?.previous_secret)]).toEqual([second, first]);
});
