import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../service/actor.ts";
import { type Context, createContext } from "../../service/context.ts";
import { insertMember } from "../../testing/insert-member.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { createWebhookEndpoint } from "./create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint.ts";
import { disableWebhookEndpoint } from "./disable-webhook-endpoint.ts";
import { enableWebhookEndpoint } from "./enable-webhook-endpoint.ts";
import { redeliverMissedWebhooks } from "./redeliver-missed-webhooks.ts";
import { redeliverWebhookMessage } from "./redeliver-webhook-message.ts";
import { rotateWebhookEndpointSecret } from "./rotate-webhook-endpoint-secret.ts";
import { sendTestWebhook } from "./send-test-webhook.ts";
import { updateWebhookEndpoint } from "./update-webhook-endpoint.ts";

// Nothing is sent in these tests: neither relay nor worker runs. An address in the DNS of nobody, since none is needed.
const url = "https://hooks.meridian.invalid/plumbline?token=tk";

let server: TestApp;
let workspaceId: string;
let admin: Actor;
let endpointId: string;
let messageId: string;

beforeAll(async () => {
  server = await startTestApp({ env: { OUTBOUND_ALLOW: "" } });
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
  admin = await insertMember(server.app, workspaceId, "admin");
  endpointId = (await createWebhookEndpoint(as(admin), { workspaceId, url })).webhookEndpoint.id;
  messageId = (await sendTestWebhook(as(admin), { id: endpointId })).id;
});

function as(actor: Actor, idempotencyKey?: string): Context {
  return createContext({ app: server.app, actor, idempotencyKey });
}

async function eventsOfWorkspace() {
  return await server.app.database.raw`
    select type, actor_name as actor, data, before, after from events where workspace_id = ${workspaceId} order by seq`;
}

interface Case {
  event: string;
  run(ctx: Context): Promise<unknown>;
  /** What has to be so before. */
  given?(ctx: Context): Promise<unknown>;
}

const verbs: Record<string, Case> = {
  createWebhookEndpoint: {
    event: "webhook_endpoint.created",
    run: (ctx) => createWebhookEndpoint(ctx, { workspaceId, url, eventTypes: ["workspace.renamed"] }),
  },
  updateWebhookEndpoint: {
    event: "webhook_endpoint.updated",
    run: (ctx) => updateWebhookEndpoint(ctx, { id: endpointId, description: "Billing" }),
  },
  rotateWebhookEndpointSecret: {
    event: "webhook_endpoint.secret_rotated",
    run: (ctx) => rotateWebhookEndpointSecret(ctx, { id: endpointId }),
  },
  disableWebhookEndpoint: {
    event: "webhook_endpoint.disabled",
    run: (ctx) => disableWebhookEndpoint(ctx, { id: endpointId }),
  },
  enableWebhookEndpoint: {
    event: "webhook_endpoint.enabled",
    given: (ctx) => disableWebhookEndpoint(ctx, { id: endpointId }),
    run: (ctx) => enableWebhookEndpoint(ctx, { id: endpointId }),
  },
  sendTestWebhook: {
    event: "webhook_endpoint.tested",
    run: (ctx) => sendTestWebhook(ctx, { id: endpointId }),
  },
  redeliverWebhookMessage: {
    event: "webhook_message.redelivered",
    run: (ctx) => redeliverWebhookMessage(ctx, { id: messageId }),
  },
  redeliverMissedWebhooks: {
    event: "webhook_endpoint.missed_redelivered",
    run: (ctx) => redeliverMissedWebhooks(ctx, { id: endpointId, since: new Date(0) }),
  },
  deleteWebhookEndpoint: {
    event: "webhook_endpoint.deleted",
    run: (ctx) => deleteWebhookEndpoint(ctx, { id: endpointId }),
  },
};

describe.each(Object.entries(verbs))("%s", (_, { event, run, given }) => {
  beforeEach(async () => {
    await given?.(as(admin));
  });

  test("works, and records who did it without a secret", async () => {
    await run(as(admin));
    const newest = (await eventsOfWorkspace()).at(-1);
    expect(newest).toMatchObject({ type: event, actor: "Ines Okafor" });
    expect(JSON.stringify(newest)).not.toMatch(/whsec_|token=tk/);
  });

  test("is refused to another workspace, as if there were nothing", async () => {
    const stranger = await insertMember(server.app, await insertWorkspace(server.app), "owner");
    const before = (await eventsOfWorkspace()).length;
    await expect(run(as(stranger))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await eventsOfWorkspace()).toHaveLength(before);
  });

  test("is refused to a member who may only read", async () => {
    const viewer = await insertMember(server.app, workspaceId, "viewer");
    const before = (await eventsOfWorkspace()).length;
    await expect(run(as(viewer))).rejects.toMatchObject({ code: "FORBIDDEN", permission: "webhooks:write" });
    expect(await eventsOfWorkspace()).toHaveLength(before);
  });

  test("is harmless when replayed: the same answer, nothing done again", async () => {
    const key = crypto.randomUUID();
    const first = await run(as(admin, key));
    const before = (await eventsOfWorkspace()).length;
    expect(await run(as(admin, key))).toEqual(first);
    expect(await eventsOfWorkspace()).toHaveLength(before);
  });
});

test.each([
  ["http://127.0.0.1:9000/", "private or reserved"],
  ["https://169.254.169.254/latest", "private or reserved"],
  ["https://[::1]/", "private or reserved"],
  ["https://localhost/", "private or reserved"],
  ["https://localhost./", "private or reserved"],
  ["http://hooks.meridian.invalid/", "must begin with https://"],
  ["ftp://hooks.meridian.invalid/", "cannot be called"],
  ["https://user:pass@hooks.meridian.invalid/", "cannot be called"],
  ["hooks.meridian.invalid", "must be an absolute address"],
])("refuses the address %s and says why", async (bad, reason) => {
  const created = createWebhookEndpoint(as(admin), { workspaceId, url: bad });
  await expect(created).rejects.toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining(reason) });
  const moved = updateWebhookEndpoint(as(admin), { id: endpointId, url: bad });
  await expect(moved).rejects.toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining(reason) });
});

test("refuses events that do not exist or never leave the house, naming each", async () => {
  const eventTypes = ["workspace.renamed", "nonsense.happened", "webhook_endpoint.failing"];
  await expect(createWebhookEndpoint(as(admin), { workspaceId, url, eventTypes })).rejects.toMatchObject({
    issues: [{ path: ["eventTypes", "1"] }, { path: ["eventTypes", "2"] }],
  });
});

test("keeps no secret of a deleted endpoint and forgets it for every verb", async () => {
  await deleteWebhookEndpoint(as(admin), { id: endpointId });
  const [row] = await server.app.database
    .raw`select secret, previous_secret from webhook_endpoints where id = ${endpointId}`;
  expect(row).toEqual({ secret: null, previous_secret: null });
  for (const verb of [enableWebhookEndpoint, sendTestWebhook, deleteWebhookEndpoint]) {
    await expect(verb(as(admin), { id: endpointId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(redeliverWebhookMessage(as(admin), { id: messageId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("sends nothing to a disabled endpoint and says what to do", async () => {
  await disableWebhookEndpoint(as(admin), { id: endpointId });
  const [message] = await server.app.database.raw`select state from webhook_messages where id = ${messageId}`;
  expect(message?.state).toBe("cancelled");
  for (const refused of [
    sendTestWebhook(as(admin), { id: endpointId }),
    redeliverWebhookMessage(as(admin), { id: messageId }),
  ]) {
    await expect(refused).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
      nextStep: expect.stringContaining("Enable it"),
    });
  }
});

test("takes a second delivery of a message only when none is under way", async () => {
  await server.app.database
    .raw`update webhook_messages set sending_until = now() + interval '10 s' where id = ${messageId}`;
  await expect(redeliverWebhookMessage(as(admin), { id: messageId })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("sends again exactly what was missed since the moment", async () => {
  const { raw } = server.app.database;
  const states = ["failed", "cancelled", "delivered", "failed"] as const;
  const ids: string[] = [];
  for (const [index, state] of states.entries()) {
    const { id } = await sendTestWebhook(as(admin), { id: endpointId });
    ids.push(id);
    const age = index === 3 ? 100 : 1;
    await raw`
      update webhook_messages set state = ${state}, attempts = 9, next_attempt_at = null,
        created_at = now() - ${age} * interval '1 hour' where id = ${id}`;
  }
  const since = new Date(Date.now() - 24 * 3_600_000);
  const { redelivered } = await redeliverMissedWebhooks(as(admin), { id: endpointId, since });
  expect(redelivered).toBe(2);
  const rows = await raw`select id, state, schedule_step from webhook_messages where id in ${raw(ids)} order by id`;
  expect(rows.map(({ state }) => state)).toEqual(["pending", "pending", "delivered", "failed"]);
  const again = await redeliverMissedWebhooks(as(admin), { id: endpointId, since });
  expect(again.redelivered).toBe(0);
});
