import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { createWebhookEndpoint } from "./create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint.ts";
import { purgeWebhookMessages } from "./jobs/purge-webhook-messages.ts";
import { sendTestWebhook } from "./send-test-webhook.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());

test("deletes messages after thirty days, never one that waits, and a deleted endpoint with its last message", async () => {
  const { raw } = server.app.database;
  const ctx = systemContext(server.app, "test");
  const workspaceId = await insertWorkspace(server.app);
  const add = async () =>
    (await createWebhookEndpoint(ctx, { workspaceId, url: "http://localhost:9/" })).webhookEndpoint.id;
  const [kept, deleted] = [await add(), await add()];
  const message = async (endpoint: string, state: string, days: number) => {
    const { id } = await sendTestWebhook(ctx, { id: endpoint });
    await raw`update webhook_messages set state = ${state}, created_at = now() - ${days} * interval '1 day' where id = ${id}`;
    await raw`insert into webhook_attempts (workspace_id, message_id, number, started_at, duration_ms) values (${workspaceId}, ${id}, 1, now(), 1)`;
    return id;
  };
  const young = await message(kept, "delivered", 29);
  const waiting = await message(kept, "pending", 31);
  await message(kept, "delivered", 31);
  await message(deleted, "failed", 31);
  await deleteWebhookEndpoint(ctx, { id: deleted });
  await raw`update webhook_endpoints set deleted_at = now() - interval '31 days' where id = ${deleted}`;

  await purgeWebhookMessages.run(ctx, {});
  const messages = await raw`select id from webhook_messages order by id`;
  expect(messages.map(({ id }) => id).sort()).toEqual([young, waiting].sort());
  const [attempts] = await raw`select count(*)::int as n from webhook_attempts`;
  expect(attempts?.n).toBe(2);
  const endpoints = await raw`select id from webhook_endpoints`;
  expect(endpoints.map(({ id }) => id)).toEqual([kept]);
});
