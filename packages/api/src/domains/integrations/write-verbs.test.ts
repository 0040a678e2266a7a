import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContext, systemContext } from "../../service/context.ts";
import {
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PreconditionError,
  UnauthenticatedError,
} from "../../service/errors.ts";
import { insertMember, insertWorkspace, startTestApp, type TestApp } from "../../testing/index.ts";
import { checkIntegration } from "./check-integration.ts";
import { chooseTargets } from "./choose-targets.ts";
import { connectIntegration } from "./connect-integration.ts";
import { disconnectIntegration } from "./disconnect-integration.ts";
import { doorCacheOf } from "./intake/door-cache.ts";
import { processDelivery } from "./process-delivery.ts";
import { signDelivery } from "./provider/sign-delivery.ts";
import type { SignatureScheme } from "./provider/signature-scheme.ts";
import { genericWebhook } from "./providers/generic-webhook.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";
import { sendTestDelivery } from "./send-test-delivery.ts";
import { startConnect } from "./start-connect.ts";
import { updateIntegration } from "./update-integration.ts";

let running: TestApp;
let workspaceId: string;
let owner: Awaited<ReturnType<typeof insertMember>>;
let viewer: typeof owner;
let stranger: typeof owner;

beforeAll(async () => {
  running = await startTestApp({
    env: { GITHUB_CLIENT_ID: "Iv1.0123456789", GITHUB_CLIENT_SECRET: "0123456789abcdef" },
  });
  const { app } = running;
  workspaceId = await insertWorkspace(app);
  owner = await insertMember(app, workspaceId, "owner");
  viewer = await insertMember(app, workspaceId, "viewer");
  stranger = await insertMember(app, await insertWorkspace(app), "owner");
});
afterAll(() => running?.close());

type Who = typeof owner;
const as = (actor: Who, idempotencyKey?: string) => createContext({ app: running.app, actor, idempotencyKey });
const connect = (who: Who, key?: string) =>
  connectIntegration(as(who, key), { workspaceId, provider: "generic-webhook", name: "Pipeline" });
const made = async () => (await connect(owner)).integration.id;
const eventsOf = async (type: string, id: string) => {
  const [row] = await running.app.database.raw`
    select count(*)::int as n from events where workspace_id = ${workspaceId} and type = ${type} and subject_id = ${id}`;
  return row?.n;
};

async function delivered(integrationId: string, secret: string): Promise<string> {
  const body = Buffer.from(`{"type":"a.b","n":"${Math.random()}"}`);
  const headers = signDelivery(genericWebhook.webhook?.signature as SignatureScheme, secret, body, new Date()) ?? {};
  const ctx = systemContext(running.app, "test");
  await receiveDelivery(ctx, {
    provider: genericWebhook,
    integrationId,
    headers,
    body,
    receivedAt: new Date(),
    startedAt: performance.now(),
  });
  const [row] = await running.app.database.raw`
    select id from deliveries where integration_id = ${integrationId} and verdict = 'accepted' order by id desc limit 1`;
  await processDelivery(ctx, { workspaceId, deliveryId: row?.id });
  return row?.id;
}

interface Case {
  name: string;
  event: string;
  /** Runs the verb for somebody; gives the id of the event's subject. */
  run(who: Who, id: string, key?: string): Promise<string>;
  /** Makes what the verb works on. */
  prepare(): Promise<string>;
}

const cases: Case[] = [
  {
    name: "connectIntegration",
    event: "integration.created",
    prepare: async () => "",
    run: async (who, _id, key) => (await connect(who, key)).integration.id,
  },
  {
    name: "updateIntegration",
    event: "integration.updated",
    prepare: made,
    run: async (who, integrationId, key) =>
      (await updateIntegration(as(who, key), { integrationId, name: "Renamed" })).id,
  },
  {
    name: "rotateWebhookSecret",
    event: "integration.secret_rotated",
    prepare: made,
    run: async (who, integrationId, key) => (await rotateWebhookSecret(as(who, key), { integrationId })).integration.id,
  },
  {
    name: "disconnectIntegration",
    event: "integration.state_changed",
    prepare: made,
    run: async (who, integrationId, key) => (await disconnectIntegration(as(who, key), { integrationId })).id,
  },
  {
    name: "replayDelivery",
    event: "delivery.replayed",
    prepare: async () => {
      const connected = await connect(owner);
      return await delivered(connected.integration.id, connected.secret ?? "");
    },
    run: async (who, deliveryId, key) => (await replayDelivery(as(who, key), { deliveryId })).id,
  },
];

describe.each(cases)("$name", ({ event, run, prepare }) => {
  test("works and records its event once, however often the same request comes", async () => {
    const id = await prepare();
    const first = await run(owner, id, `key-${event}`);
    const again = await run(owner, id, `key-${event}`);
    expect(again).toBe(first);
    expect(await eventsOf(event, first)).toBe(1);
  });

  test("refuses strangers as if there were nothing, and members who may only read", async () => {
    const id = await prepare();
    await expect(run(stranger, id)).rejects.toThrow(NotFoundError);
    await expect(run(viewer, id)).rejects.toThrow(ForbiddenError);
    const anonymous = { type: "anonymous" } as unknown as Who;
    await expect(run(anonymous, id)).rejects.toThrow(UnauthenticatedError);
  });
});

test.each([
  ["checkIntegration", checkIntegration],
  ["sendTestDelivery", sendTestDelivery],
  [
    "chooseTargets",
    (ctx: ReturnType<typeof as>, input: { integrationId: string }) => chooseTargets(ctx, { ...input, targets: [] }),
  ],
] as const)("%s refuses strangers, readers, and what is disconnected", async (_name, verb) => {
  const integrationId = await made();
  await expect(verb(as(stranger), { integrationId })).rejects.toThrow(NotFoundError);
  await expect(verb(as(viewer), { integrationId })).rejects.toThrow(ForbiddenError);
  await disconnectIntegration(as(owner), { integrationId });
  await expect(verb(as(owner), { integrationId })).rejects.toThrow(PreconditionError);
});

test("startConnect refuses strangers, readers, a provider without that way, and callers without a session", async () => {
  const input = { workspaceId, provider: "github", method: "oauth2" } as const;
  await expect(startConnect(as(stranger), input)).rejects.toThrow(NotFoundError);
  await expect(startConnect(as(viewer), input)).rejects.toThrow(ForbiddenError);
  await expect(startConnect(as(owner), { ...input, provider: "generic-webhook" })).rejects.toThrow(PreconditionError);
  await expect(startConnect(systemContext(running.app, "test"), input)).rejects.toThrow(UnauthenticatedError);
  expect((await startConnect(as(owner), input)).url).toContain("code_challenge=");
});

test("a tenant of another workspace cannot be named, nor a NUL in a name", async () => {
  const { raw } = running.app.database;
  const elsewhere = await insertWorkspace(running.app);
  const [tenant] =
    await raw`insert into tenants (workspace_id, key, name) values (${elsewhere}, 'brand', 'Brand') returning id`;
  const input = { workspaceId, provider: "generic-webhook" };
  await expect(connectIntegration(as(owner), { ...input, tenantId: tenant?.id })).rejects.toThrow(NotFoundError);
  const browser = { workspaceId, provider: "github", method: "oauth2" } as const;
  await expect(startConnect(as(owner), { ...browser, tenantId: tenant?.id })).rejects.toThrow(NotFoundError);
  await expect(connectIntegration(as(owner), { ...input, name: "a\u0000b" })).rejects.toThrow(InvalidInputError);
});

test("connecting again takes an integration of the same workspace and provider only", async () => {
  const again = { workspaceId, provider: "github", method: "oauth2", integrationId: await made() } as const;
  await expect(startConnect(as(owner), again)).rejects.toThrow(NotFoundError);
  const theirs = await insertWorkspace(running.app);
  const them = await insertMember(running.app, theirs, "owner");
  await expect(startConnect(as(them), { ...again, workspaceId: theirs })).rejects.toThrow(NotFoundError);
});

test("a replay works on the body again; what is known stays one signal; what was refused cannot be replayed", async () => {
  const connected = await connect(owner);
  const id = await delivered(connected.integration.id, connected.secret ?? "");
  const replay = await replayDelivery(as(owner), { deliveryId: id });
  await processDelivery(systemContext(running.app, "test"), { workspaceId, deliveryId: replay.id });
  const { raw } = running.app.database;
  const [row] = await raw`select replay_of, signal_count, outcome from deliveries where id = ${replay.id}`;
  expect(row).toEqual({ replay_of: id, signal_count: 0, outcome: "Its facts were known already." });
  await delivered(connected.integration.id, "whsec_AAAA").catch(() => {});
  const [refused] =
    await raw`select id from deliveries where integration_id = ${connected.integration.id} and verdict = 'refused'`;
  await expect(replayDelivery(as(owner), { deliveryId: refused?.id })).rejects.toThrow(PreconditionError);
});

test("no secret stands in any event", async () => {
  const connected = await connect(owner);
  const rotated = await rotateWebhookSecret(as(owner), { integrationId: connected.integration.id });
  const rows = await running.app.database
    .raw`select data, before, after from events where workspace_id = ${workspaceId}`;
  const text = JSON.stringify(rows);
  for (const secret of [connected.secret, rotated.secret]) expect(text).not.toContain(secret);
  expect(await doorCacheOf(running.app).get(genericWebhook, { integrationId: connected.integration.id })).toHaveLength(
    1,
  );
});
