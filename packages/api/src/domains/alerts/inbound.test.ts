import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EventDefinition } from "../../outbox/define-event.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import { transact } from "../../service/transact.ts";
import { eventually } from "../../testing/index.ts";
import { evaluateBatch } from "./evaluation/evaluate-batch.ts";
import { onActionPressed } from "./reactions/on-action-pressed.ts";
import { type Pipeline, type PipelineGround, startPipeline } from "./testing/pipeline-ground.ts";

let pipeline: Pipeline;
let ground: PipelineGround;
let integrationId: string;
let told = 0;

beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline?.close());
beforeEach(async () => {
  ground = await pipeline.newGround();
  const [integration] = await ground.running.app.database.raw`
    insert into integrations (workspace_id, provider, name, method, mode)
    values (${ground.workspaceId}, 'alertmanager', 'AM', 'secret', 'webhook') returning id`;
  integrationId = integration?.id;
});

interface Said {
  type: string;
  provider?: string;
  title?: string;
  actor?: string | null;
  data: Record<string, unknown>;
}

/** A signal as the delivery's job stores it, with its event; then the evaluator looks. */
async function tell({ type, provider = "alertmanager", title = "Checkout answers slowly", actor = null, data }: Said) {
  const { workspaceId } = ground;
  const { app } = ground.running;
  const ctx = ground.system();
  told += 1;
  const received = app.eventTypes.get("signal.received") as EventDefinition;
  const [signal] = await app.database.raw`
    insert into signals (workspace_id, integration_id, provider, type, key, title, subject, actor, data, by, occurred_at)
    values (${workspaceId}, ${integrationId}, ${provider}, ${type}, ${`key-${told}`}, ${title}, 'checkout', ${actor},
      ${JSON.stringify(data)}::text::jsonb, 'webhook', now()) returning id`;
  await transact(ctx, { workspaceId, verb: "tell", input: null }, async (tx) => {
    const occurredAt = new Date().toISOString();
    const said = {
      integrationId,
      provider,
      type,
      title,
      subject: "checkout",
      url: null,
      actor,
      by: "webhook",
      occurredAt,
    };
    await recordEvent(tx, ctx, received, { workspaceId, subjectId: signal?.id, data: said });
  });
  await eventually(async () => (await ground.rows("events", "position is null")).length === 0);
  await evaluateBatch(ctx, workspaceId);
}

const latency = {
  fingerprint: "c9b2",
  labels: { alertname: "HighLatency", severity: "critical", service: "checkout" },
};

test("Alertmanager's alerts enter by their signals, count as one, and end when it says so", async () => {
  await tell({ type: "alert.firing", data: latency });
  await tell({ type: "alert.firing", data: latency });
  expect(await ground.rows("alerts")).toMatchObject([
    {
      title: "Checkout answers slowly",
      source: "alertmanager",
      severity: "critical",
      count: "2",
      state: "open",
      labels: { service: "checkout", alertname: "HighLatency" },
    },
  ]);
  // The relay saw by the signal's type that it concerns alerts: no rule asked for it.
  const owner = postgres(ground.running.databaseUrl, { max: 1 });
  const jobs = await owner`select from graphile_worker.jobs where key = ${`alerts.evaluate:${ground.workspaceId}`}`;
  await owner.end();
  expect(jobs).toHaveLength(1);
  await tell({ type: "alert.resolved", data: latency });
  expect(await ground.rows("alerts")).toMatchObject([
    { state: "resolved", resolved_by: "source", resolve_cause: "alertmanager says that it is over." },
  ]);
});

test("PagerDuty's echo of our own alert opens no second one, and acknowledges and resolves the first", async () => {
  await tell({ type: "alert.firing", data: latency });
  const [{ id }] = await ground.rows("alerts");
  const echo = { incidentId: "Q1", dedupKey: `plumbline/alert:${id}`, urgency: "high" };
  const pagerduty = { provider: "pagerduty", data: echo, actor: "Jonas Weber" };
  await tell({ type: "incident.triggered", ...pagerduty });
  expect(await ground.rows("alerts")).toHaveLength(1);
  await tell({ type: "incident.acknowledged", ...pagerduty });
  expect(await ground.rows("alerts")).toMatchObject([
    { state: "acknowledged", acknowledged_by: "Jonas Weber (pagerduty)" },
  ]);
  await tell({ type: "incident.resolved", ...pagerduty });
  expect(await ground.rows("alerts")).toMatchObject([{ state: "resolved", resolved_by: "source" }]);
  const own = { ...pagerduty, data: { incidentId: "Q2", urgency: "high" }, title: "Their own" };
  await tell({ type: "incident.triggered", ...own });
  expect(await ground.rows("alerts", "source = 'pagerduty'")).toMatchObject([
    { title: "Their own", severity: "error" },
  ]);
});

test("the button under a message acknowledges, however often it is pressed, and nothing else does", async () => {
  await tell({ type: "alert.firing", data: latency });
  const [{ id }] = await ground.rows("alerts");
  const press = async (actionId: string, value: string) => {
    const event = {
      workspaceId: ground.workspaceId,
      data: { actionId, value, by: { name: "Jonas Weber", externalId: "U1" } },
    };
    await onActionPressed.run(ground.system(), event as unknown as Parameters<typeof onActionPressed.run>[1]);
  };
  await press("drift.accept", id);
  await press("alert.acknowledge", "not an id");
  await press("alert.acknowledge", crypto.randomUUID());
  expect(await ground.rows("alerts")).toMatchObject([{ state: "open" }]);
  await press("alert.acknowledge", id);
  await press("alert.acknowledge", id);
  expect(await ground.rows("alerts")).toMatchObject([{ state: "acknowledged", acknowledged_by: "Jonas Weber" }]);
  expect(await ground.rows("events", "type = 'alert.acknowledged'")).toHaveLength(1);
});
