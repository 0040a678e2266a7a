import { events } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId, encodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/prove-write-verb.ts";
import { switchFeature } from "../../testing/switch-feature.ts";
import { connectIntegration } from "./connect-integration.ts";
import { addProvider } from "./find-provider.ts";
import { planForwards } from "./forward/plan-forwards.ts";
import { noteSilencesTask } from "./jobs/note-silences.ts";
import { openWebhookDoor } from "./testing/open-webhook-door.ts";
import { type ProviderTwin, startProviderTwin } from "./testing/provider-twin.ts";
import { twinProviderAt } from "./testing/twin-provider.ts";

let ground: ProvingGround;
let twin: ProviderTwin;
let takeOut: () => void;
beforeAll(async () => {
  twin = await startProviderTwin();
  takeOut = addProvider(twinProviderAt(twin.url));
  ground = await startProvingGround();
});
afterAll(async () => {
  takeOut?.();
  await ground?.close();
  await twin?.close();
});

const system = () => systemContext(ground.server.app, "test");
const raw = () => ground.server.app.database.raw;
const workspaceId = () => decodeId("ws", ground.workspace.id);
async function connect(mode: "webhook" | "polling" = "webhook"): Promise<string> {
  const { integration } = await connectIntegration(system(), {
    workspaceId: workspaceId(),
    provider: "twin",
    mode,
    fields: [{ name: "accessToken", value: "good" }],
  });
  return encodeId("int", integration.id);
}
const read = async (id: string, fields: string) => {
  const { data, errors } = await ground.ask(`query ($id: ID!) { node(id: $id) { ... on Integration { ${fields} } } }`, {
    id,
  });
  expect(errors).toBeUndefined();
  return data.node;
};

test("reconcileIntegration", async () => {
  const integrationId = await connect();
  twin.hooks = [];
  const { reconciliation } = await proveWriteVerb(ground, {
    mutation: "reconcileIntegration",
    select: "reconciliation { id trigger recreated lookedBack problem notes }",
    input: () => ({ integrationId }),
    event: "integration.reconciled",
  });
  expect(reconciliation).toMatchObject({ trigger: "PERSON", recreated: 1, lookedBack: true, problem: null });
  const { reconciliations } = await read(integrationId, "reconciliations(first: 5) { nodes { id looked } }");
  expect(reconciliations.nodes).toContainEqual({ id: reconciliation.id, looked: 1 });
});

test("reconnectIntegration", async () => {
  const integrationId = await connect();
  const { integration } = await proveWriteVerb(ground, {
    mutation: "reconnectIntegration",
    select: "integration { id status { state reason } credentials { refreshes reconnectUrl } }",
    input: () => ({ integrationId, fields: [{ name: "accessToken", value: "another" }] }),
    event: "integration.credentials_replaced",
  });
  expect(integration.credentials).toEqual({
    refreshes: "NONE",
    reconnectUrl: expect.stringContaining(`/integrations/connect/twin?again=${integrationId}`),
  });
});

test("updateIntegration sets how long it may be silent", async () => {
  const integrationId = await connect();
  expect((await read(integrationId, "quietAfterSeconds")).quietAfterSeconds).toBe(604_800);
  const { integration } = await proveWriteVerb(ground, {
    mutation: "updateIntegration",
    select: "integration { quietAfterSeconds }",
    input: () => ({ integrationId, quietAfterSeconds: 7_200 }),
    event: "integration.updated",
  });
  expect(integration.quietAfterSeconds).toBe(7_200);
});

test("chooseIntegrationForwards: a chosen signal is handed on once, with the far side's answer", async () => {
  const integrationId = await connect();
  const { integration } = await proveWriteVerb(ground, {
    mutation: "chooseIntegrationForwards",
    select: "integration { forwardTypes forwardDescription }",
    input: () => ({ integrationId, types: ["backup.finished"] }),
    event: "integration.updated",
  });
  expect(integration).toEqual({
    forwardTypes: ["backup.finished"],
    forwardDescription: expect.stringContaining("queued"),
  });
  const door = await openWebhookDoor(ground.server, workspaceId());
  await door.send('{"type":"backup.finished","title":"Done"}');
  await door.send('{"type":"backup.started","title":"Not chosen"}');
  const forwards = "forwards(first: 5) { nodes { state signalId attempts { number sent answer durationMs } } }";
  const sent = await eventually(async () => {
    const [first] = (await read(integrationId, forwards)).forwards.nodes;
    return first?.state === "SENT" ? first : null;
  });
  expect(sent.attempts).toEqual([
    { number: 1, sent: true, answer: "The twin answered queued", durationMs: expect.any(Number) },
  ]);
  expect(twin.collected).toEqual([{ id: decodeId("sig", sent.signalId), type: "backup.finished" }]);
  expect((await read(integrationId, "status { state reason }")).status).toEqual({
    state: "LIVE",
    reason: expect.stringMatching(/^Twin took backup.finished, /),
  });
});

test("nothing is handed on while the workspace's flag is off, and what comes later is when it is on", async () => {
  const integrationId = await connect();
  const { app } = ground.server;
  await ground.ask(
    "mutation ($input: ChooseIntegrationForwardsInput!) { chooseIntegrationForwards(input: $input) { __typename } }",
    { input: { integrationId, types: ["drill.finished"] } },
  );
  await switchFeature(app, workspaceId(), "plumbline.signal-forwarding", false);
  const door = await openWebhookDoor(ground.server, workspaceId());
  await door.send('{"type":"drill.finished","title":"Done"}');
  const event = await eventually(async () => {
    const found = await withSystem(app.database, (tx) =>
      tx
        .select()
        .from(events)
        .where(and(eq(events.type, "signal.received"), sql`data ->> 'type' = 'drill.finished'`)),
    );
    return found[0];
  });
  await planForwards(system(), event);
  const planned = async () => (await read(integrationId, "forwards(first: 5) { nodes { id } }")).forwards.nodes.length;
  expect(await planned()).toBe(0);
  await switchFeature(app, workspaceId(), "plumbline.signal-forwarding", true);
  await planForwards(system(), event);
  expect(await planned()).toBe(1);
});

test("a forward that is refused is given up with the answer; one that fails is planned again", async () => {
  const integrationId = await connect();
  await ground.ask(
    "mutation ($input: ChooseIntegrationForwardsInput!) { chooseIntegrationForwards(input: $input) { __typename } }",
    { input: { integrationId, types: ["*"] } },
  );
  const door = await openWebhookDoor(ground.server, workspaceId());
  const forwards = "forwards(first: 1) { nodes { state attempts { sent answer } } }";
  const newest = async () => (await read(integrationId, forwards)).forwards.nodes[0];
  const answerWith = (status: number) => {
    twin.misbehave = (_req, res) => {
      res.writeHead(status, { "content-type": "application/json" }).end('{"message":"Not this one"}');
      return true;
    };
  };
  answerWith(422);
  await door.send('{"type":"refused.by_twin"}');
  const refused = await eventually(async () => ((await newest())?.state === "FAILED" ? await newest() : null));
  expect(refused.attempts).toEqual([{ sent: false, answer: expect.stringContaining("Not this one") }]);
  expect((await read(integrationId, "status { state reason }")).status).toMatchObject({ state: "DEGRADED" });
  answerWith(503);
  await door.send('{"type":"failed.by_twin"}');
  const planned = await eventually(async () => {
    const forward = await newest();
    return forward?.state === "PENDING" && forward.attempts.length === 1 ? forward : null;
  });
  twin.misbehave = null;
  expect(planned.attempts).toEqual([{ sent: false, answer: expect.stringContaining("Not this one") }]);
});

test("redeliverDelivery", async () => {
  const integrationId = await connect();
  const [hook] =
    await raw()`select remote_id from webhook_registrations where integration_id = ${decodeId("int", integrationId)}`;
  const [made] = await raw()`
    insert into deliveries (workspace_id, integration_id, provider, external_id, verdict, headers, body, body_bytes, received_at, answered_ms)
    values (${workspaceId()}, ${decodeId("int", integrationId)}, 'twin', 'far-1', 'refused', '{}', '', 0, now(), 1) returning id`;
  twin.collected = [];
  await proveWriteVerb(ground, {
    mutation: "redeliverDelivery",
    select: "delivery { id }",
    input: () => ({ deliveryId: encodeId("dlv", made?.id) }),
    event: "delivery.redelivery_asked",
  });
  expect(twin.collected).toContainEqual({ remoteId: hook?.remote_id, deliveryId: "far-1" });
});

test("silence makes an integration stale, with an event and a notice; a delivery ends it", async () => {
  const door = await openWebhookDoor(ground.server, workspaceId());
  await door.send('{"type":"a.b"}');
  const id = encodeId("int", door.integrationId);
  await eventually(async () => (await read(id, "state")).state === "LIVE");
  await noteSilencesTask.run(system(), {});
  expect((await read(id, "state")).state).toBe("LIVE");
  const long = (seconds: number) =>
    raw()`update integrations set last_delivery_at = now() - ${seconds} * interval '1 second',
      last_signal_at = null, created_at = now() - interval '30 days' where id = ${door.integrationId}`;
  await long(8 * 86_400);
  await noteSilencesTask.run(system(), {});
  const stale = await read(id, "state reason nextStep status { state since reason nextStep } quietSince");
  expect(stale).toMatchObject({ state: "STALE", reason: expect.stringMatching(/^Nothing has come since 20/) });
  expect(stale.status).toMatchObject({ state: "STALE", nextStep: expect.stringContaining("test delivery") });
  const notice = await eventually(async () => {
    const [item] =
      await raw()`select title from inbox_items where kind = 'integration_stale' and place like ${`%${id}%`}`;
    return item;
  });
  expect(notice.title).toBe("Signed webhook has gone quiet");
  await noteSilencesTask.run(system(), {});
  const [counted] =
    await raw()`select count(*)::int as n from events where type = 'integration.stale' and subject_id = ${door.integrationId}`;
  expect(counted?.n).toBe(1);
  await door.send('{"type":"a.b","n":2}');
  await eventually(async () => (await read(id, "state")).state === "LIVE");
});
