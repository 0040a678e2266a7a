import { events, webhookAttempts, webhookEndpoints, webhookMessages } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { asc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { App } from "../../app.ts";
import "../../graphql/schema.ts";
import { startWorker, type Worker } from "../../jobs/start-worker.ts";
import { createOutbound } from "../../outbound/index.ts";
import type { EventDefinition } from "../../outbox/define-event.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import { type Relay, startRelay } from "../../outbox/relay.ts";
import { createContext, systemContext } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import { eventually } from "../../testing/eventually.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { type Receiver, startReceiver } from "../../testing/start-receiver.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { createWebhookEndpoint } from "./create-webhook-endpoint.ts";
import { enableWebhookEndpoint } from "./enable-webhook-endpoint.ts";
import { deliverWebhook } from "./jobs/deliver-webhook.ts";
import { redeliverMissedWebhooks } from "./redeliver-missed-webhooks.ts";
import { redeliverWebhookMessage } from "./redeliver-webhook-message.ts";
import { rotateWebhookEndpointSecret } from "./rotate-webhook-endpoint-secret.ts";
import { sendTestWebhook } from "./send-test-webhook.ts";

let server: TestApp;
let relay: Relay;
let worker: Worker;
let workspaceId: string;
let receiver: Receiver;
const receivers: Receiver[] = [];

beforeAll(async () => {
  server = await startTestApp({ env: { LOG_LEVEL: "silent" } });
  relay = startRelay(server.app);
  worker = await startWorker(server.app, { schedules: false });
});
afterAll(async () => {
  await worker.stop();
  await relay.stop();
  await server.close();
});
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
  receiver = await startReceiver();
  receivers.push(receiver);
});
afterEach(async () => {
  for (const one of receivers.splice(0)) await one.close();
});

const system = (app: App = server.app) => systemContext(app, "test");

async function addEndpoint(options: { url?: string; eventTypes?: string[]; workspace?: string } = {}) {
  const { url = receiver.url, eventTypes, workspace = workspaceId } = options;
  return await createWebhookEndpoint(system(), { workspaceId: workspace, url, eventTypes });
}

/** Attempts are made by the test's own hand only: the worker would make them too, by its own clock. */
async function withoutWorker(work: () => Promise<void>): Promise<void> {
  await worker.stop();
  try {
    await work();
  } finally {
    worker = await startWorker(server.app, { schedules: false });
  }
}

function eventType(type: string): EventDefinition {
  return server.app.eventTypes.get(type) as EventDefinition;
}

async function rename(name: string, workspace = workspaceId): Promise<void> {
  const ctx = system();
  await transact(ctx, { workspaceId: workspace, verb: "rename", input: name }, async (tx) => {
    await recordEvent(tx, ctx, eventType("workspace.renamed"), {
      workspaceId: workspace,
      subjectId: workspace,
      data: { name, slug: "m" },
    });
  });
}

async function messagesOf(endpointId: string) {
  return await withSystem(server.app.database, (tx) =>
    tx
      .select()
      .from(webhookMessages)
      .where(eq(webhookMessages.endpointId, endpointId))
      .orderBy(asc(webhookMessages.id)),
  );
}

async function attemptsOf(messageId: string) {
  return await withSystem(server.app.database, (tx) =>
    tx
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.messageId, messageId))
      .orderBy(asc(webhookAttempts.number)),
  );
}

async function endpointRow(id: string) {
  const [row] = await withSystem(server.app.database, (tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)),
  );
  return row;
}

async function eventTypesOf(subjectId: string): Promise<string[]> {
  const rows = await withSystem(server.app.database, (tx) =>
    tx.select({ type: events.type }).from(events).where(eq(events.subjectId, subjectId)).orderBy(asc(events.seq)),
  );
  return rows.map(({ type }) => type);
}

/** The one message of an endpoint once its first attempt has been made. */
async function firstAttempt(endpointId: string) {
  const message = await eventually(async () => (await messagesOf(endpointId)).find(({ attempts }) => attempts === 1));
  const [attempt] = await attemptsOf(message.id);
  return { message, attempt };
}

test("an event reaches the endpoint, signed so that the Standard Webhooks library takes it, with ids of the API", async () => {
  const { webhookEndpoint, secret } = await addEndpoint();
  await rename("Meridian");
  const { message, attempt } = await firstAttempt(webhookEndpoint.id);
  const [request] = receiver.received;
  const payload = new Webhook(secret).verify(request?.body ?? "", request?.headers as Record<string, string>);
  expect(payload).toMatchObject({
    type: "workspace.renamed",
    data: { name: "Meridian", workspaceId: expect.stringMatching(/^ws_/), id: expect.stringMatching(/^evt_/) },
  });
  expect(request?.headers["webhook-id"]).toMatch(/^whm_/);
  expect(request?.path).toBe("/hook?token=tk");
  expect(message).toMatchObject({ state: "delivered", nextAttemptAt: null });
  expect(attempt).toMatchObject({ number: 1, status: 204, error: null });
  expect(await endpointRow(webhookEndpoint.id)).toMatchObject({ lastSuccessStatus: 204, failingSince: null });
  expect(await eventTypesOf(webhookEndpoint.id)).toEqual(["webhook_endpoint.created", "webhook_endpoint.proven"]);
});

test("sends only what was asked for, of this workspace, and nothing that stays in the house", async () => {
  const { webhookEndpoint } = await addEndpoint({ eventTypes: ["workspace.renamed"] });
  const all = await addEndpoint();
  await rename("elsewhere", await insertWorkspace(server.app));
  const ctx = system();
  await transact(ctx, { workspaceId, verb: "mint", input: null }, async (tx) => {
    const data = { component: "integrations", subject: null, origins: [], expiresAt: "2026-11-21T00:00:00Z" };
    await recordEvent(tx, ctx, eventType("embed_token.minted"), { workspaceId, subjectId: workspaceId, data });
  });
  await rename("here");
  await firstAttempt(webhookEndpoint.id);
  await firstAttempt(all.webhookEndpoint.id);
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.name)).toEqual(["here", "here"]);
  expect(await messagesOf(all.webhookEndpoint.id)).toHaveLength(1);
});

test("signs with both secrets until the overlap ends", async () => {
  const { webhookEndpoint, secret: old } = await addEndpoint();
  const { secret } = await rotateWebhookEndpointSecret(system(), { id: webhookEndpoint.id, overlapHours: 1 });
  await rename("both");
  await firstAttempt(webhookEndpoint.id);
  const [request] = receiver.received;
  for (const good of [old, secret])
    new Webhook(good).verify(request?.body ?? "", request?.headers as Record<string, string>);
  expect(request?.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);

  await server.app.database
    .raw`update webhook_endpoints set previous_secret_until = now() - interval '1 s' where id = ${webhookEndpoint.id}`;
  await sendTestWebhook(system(), { id: webhookEndpoint.id });
  await eventually(() => receiver.received.length === 2);
  const second = receiver.received[1];
  new Webhook(secret).verify(second?.body ?? "", second?.headers as Record<string, string>);
  expect(() => new Webhook(old).verify(second?.body ?? "", second?.headers as Record<string, string>)).toThrow();
});

test("waits as long as a rate-limited endpoint asks, then delivers the same message", async () => {
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = (res) => res.writeHead(429, { "retry-after": "120" }).end("slow down");
  await rename("limited");
  const { message, attempt } = await firstAttempt(webhookEndpoint.id);
  expect(attempt).toMatchObject({
    status: 429,
    response: "slow down",
    error: "The endpoint answered 429; only a 2xx counts as delivered.",
  });
  const wait = (message.nextAttemptAt?.getTime() ?? 0) - (attempt?.startedAt.getTime() ?? 0);
  expect(wait).toBeGreaterThanOrEqual(120_000);
  expect(wait).toBeLessThan(180_000);
  expect(await eventTypesOf(webhookEndpoint.id)).toContain("webhook_endpoint.failing");

  receiver.answer = (res) => res.writeHead(200).end();
  await redeliverWebhookMessage(system(), { id: message.id });
  await eventually(async () => (await messagesOf(webhookEndpoint.id))[0]?.state === "delivered");
  const [first, second] = receiver.received;
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body).toBe(first?.body);
  expect((await attemptsOf(message.id)).map(({ number, status }) => [number, status])).toEqual([
    [1, 429],
    [2, 200],
  ]);
  expect(await eventTypesOf(webhookEndpoint.id)).toContain("webhook_endpoint.recovered");
});

test("tries a failing endpoint again after five seconds by itself", async () => {
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = (res) => res.writeHead(receiver.received.length === 1 ? 503 : 200).end();
  await rename("flaky");
  await eventually(async () => (await messagesOf(webhookEndpoint.id))[0]?.state === "delivered", 25);
  const [message] = await messagesOf(webhookEndpoint.id);
  const [first, second] = await attemptsOf(message?.id ?? "");
  const gap = (second?.startedAt.getTime() ?? 0) - (first?.startedAt.getTime() ?? 0);
  expect(gap).toBeGreaterThanOrEqual(4900);
}, 40_000);

test("gives up on an endpoint that hangs after fifteen seconds, and meanwhile serves others", async () => {
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = () => {};
  await rename("hanging");
  await eventually(() => receiver.received.length === 1);
  const other = await startReceiver();
  receivers.push(other);
  const quick = await addEndpoint({ url: other.url, workspace: await insertWorkspace(server.app) });
  await sendTestWebhook(system(), { id: quick.webhookEndpoint.id });
  await firstAttempt(quick.webhookEndpoint.id);
  const { attempt } = await eventually(async () => await firstAttempt(webhookEndpoint.id), 30);
  expect(attempt).toMatchObject({ status: null, error: expect.stringContaining("did not answer within 15 s") });
}, 60_000);

test("says that nobody listens there", async () => {
  const { webhookEndpoint } = await addEndpoint();
  await receiver.close();
  receivers.pop();
  await rename("refused");
  const { message, attempt } = await firstAttempt(webhookEndpoint.id);
  expect(attempt).toMatchObject({
    status: null,
    error: expect.stringContaining("could not be reached (ECONNREFUSED)"),
  });
  expect(message.state).toBe("pending");
});

test("follows no redirect, least of all to a private address", async () => {
  const inside = await startReceiver();
  receivers.push(inside);
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = (res) => res.writeHead(307, { location: inside.url }).end();
  await rename("redirected");
  const { attempt } = await firstAttempt(webhookEndpoint.id);
  expect(attempt).toMatchObject({ status: 307, error: expect.stringContaining("redirects are not followed") });
  expect(inside.received).toHaveLength(0);
});

test("an endpoint that says 410 is switched off at once, with what waits for it", async () => {
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = (res) => res.writeHead(503).end();
  await rename("first");
  await firstAttempt(webhookEndpoint.id);
  receiver.answer = (res) => res.writeHead(410).end();
  await rename("second");
  await eventually(async () => (await endpointRow(webhookEndpoint.id))?.disabledAt);
  expect((await messagesOf(webhookEndpoint.id)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  const [disabled] = await server.app.database.raw`
    select data from events where subject_id = ${webhookEndpoint.id} and type = 'webhook_endpoint.disabled'`;
  expect(disabled?.data).toMatchObject({ automatic: true, reason: "The endpoint answered 410: it is gone for good." });
  expect(JSON.stringify(disabled?.data)).not.toContain("token=tk");
  await rename("third");
  const { raw } = server.app.database;
  const unnumbered = () => raw`select from events where workspace_id = ${workspaceId} and position is null`;
  await eventually(async () => (await unnumbered()).length === 0);
  expect(await messagesOf(webhookEndpoint.id)).toHaveLength(2);
  expect(receiver.received).toHaveLength(2);

  receiver.answer = (res) => res.writeHead(204).end();
  await enableWebhookEndpoint(system(), { id: webhookEndpoint.id });
  await redeliverMissedWebhooks(system(), { id: webhookEndpoint.id, since: new Date(0) });
  await eventually(() => receiver.received.length === 4);
  expect(
    receiver.received
      .slice(2)
      .map(({ body }) => JSON.parse(body).data.name)
      .sort(),
  ).toEqual(["first", "second"]);
});

test("keeps the first KiB of an answer, whatever is in it", async () => {
  const { webhookEndpoint } = await addEndpoint();
  receiver.answer = (res) => res.writeHead(200).end(Buffer.concat([Buffer.from([0, 255]), Buffer.alloc(500_000, "x")]));
  await rename("verbose");
  const { message, attempt } = await firstAttempt(webhookEndpoint.id);
  expect(message.state).toBe("delivered");
  expect(attempt?.response).toMatch(/^\ufffd\ufffdx+$/);
  expect(attempt?.response?.length).toBe(1024);
});

test("an attempt is made once, though its job runs twice at once", async () => {
  const { webhookEndpoint } = await addEndpoint({ eventTypes: ["signal.received"] });
  const message = await sendTestWebhook(system(), { id: webhookEndpoint.id });
  const ref = { workspaceId, messageId: message.id, attempt: 1 };
  await Promise.all([
    deliverWebhook.run(system(), ref),
    deliverWebhook.run(system(), ref),
    deliverWebhook.run(system(), ref),
  ]);
  await eventually(async () => (await messagesOf(webhookEndpoint.id))[0]?.state === "delivered");
  await deliverWebhook.run(system(), ref);
  expect(receiver.received).toHaveLength(1);
});

test("an attempt whose process died is made again, not before its time limit", async () => {
  const { webhookEndpoint } = await addEndpoint({ eventTypes: ["signal.received"] });
  receiver.answer = (res) => res.writeHead(500).end();
  const ref = { workspaceId, messageId: "" };
  await withoutWorker(async () => {
    ref.messageId = (await sendTestWebhook(system(), { id: webhookEndpoint.id })).id;
    await deliverWebhook.run(system(), { ...ref, attempt: 1 });
    // As a process leaves it that was killed during the second attempt.
    await server.app.database.raw`update webhook_messages
      set next_attempt_at = now(), sending_until = now() + interval '3 s' where id = ${ref.messageId}`;
    await deliverWebhook.run(system(), { ...ref, attempt: 2 });
  });
  const [{ sendingUntil } = {}] = await messagesOf(webhookEndpoint.id);
  receiver.answer = (res) => res.writeHead(200).end();
  await eventually(async () => (await messagesOf(webhookEndpoint.id))[0]?.state === "delivered");
  expect(receiver.received).toHaveLength(2);
  const [, again] = await attemptsOf(ref.messageId);
  // What is due within a second is due: the database's clock may run a little ahead.
  expect(again?.startedAt.getTime()).toBeGreaterThanOrEqual((sendingUntil?.getTime() ?? 0) - 1000);
});

test("tries for a day at the promised times, then switches the endpoint off and says why", async () => {
  let now = Date.now();
  // The breaker counts in real time, in which this day takes a second.
  const outbound = createOutbound({ allow: ["127.0.0.1"], breakerFailures: 100 });
  const app = { ...server.app, outbound, clock: { now: () => new Date(now) } };
  const ctx = () => createContext({ app, actor: { type: "system", name: "test" } });
  const { webhookEndpoint } = await addEndpoint({ eventTypes: ["signal.received"] });
  receiver.answer = (res) => res.writeHead(500).end("broken");
  const offsets: number[] = [];
  await withoutWorker(async () => {
    const message = await sendTestWebhook(ctx(), { id: webhookEndpoint.id });
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await deliverWebhook.run(ctx(), { workspaceId, messageId: message.id, attempt });
      expect(await attemptsOf(message.id)).toHaveLength(attempt);
      const [after] = await messagesOf(webhookEndpoint.id);
      if (!after?.nextAttemptAt) break;
      offsets.push((after.nextAttemptAt.getTime() - message.scheduledFrom.getTime()) / 1000);
      now = after.nextAttemptAt.getTime();
    }
  });
  expect(offsets).toEqual([5, 60, 300, 1800, 7200, 18_000, 36_000, 86_400]);
  expect((await messagesOf(webhookEndpoint.id))[0]?.state).toBe("failed");
  const row = await endpointRow(webhookEndpoint.id);
  expect(row?.disabledReason).toMatch(/^Every delivery failed for 24 hours\. Last: The endpoint answered 500/);
  const types = await eventTypesOf(webhookEndpoint.id);
  expect(types.filter((type) => type === "webhook_endpoint.disabled")).toHaveLength(1);
});

test("leaves an endpoint alone for half a minute after failures in a row, which costs its messages no attempt", async () => {
  await withoutWorker(async () => {
    const outbound = createOutbound({ allow: ["127.0.0.1"], breakerFailures: 1 });
    const ctx = system({ ...server.app, outbound });
    const { webhookEndpoint } = await addEndpoint({ eventTypes: ["signal.received"] });
    receiver.answer = (res) => res.writeHead(500).end();
    const [one, two] = [
      await sendTestWebhook(ctx, { id: webhookEndpoint.id }),
      await sendTestWebhook(ctx, { id: webhookEndpoint.id }),
    ];
    const before = Date.now();
    for (const message of [one, two]) await deliverWebhook.run(ctx, { workspaceId, messageId: message.id, attempt: 1 });
    expect(receiver.received).toHaveLength(1);
    const [, paused] = await messagesOf(webhookEndpoint.id);
    expect(paused).toMatchObject({ state: "pending", attempts: 0, sendingUntil: null });
    expect((paused?.nextAttemptAt?.getTime() ?? 0) - before).toBeGreaterThan(25_000);
  });
});
