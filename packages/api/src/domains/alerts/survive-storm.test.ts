import { afterAll, beforeAll, expect, test } from "vitest";
import type { EventDefinition } from "../../outbox/define-event.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import { type Relay, startRelay } from "../../outbox/relay.ts";
import { systemContext } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import {
  eventually,
  insertWorkspace,
  type Receiver,
  type SpawnedNode,
  spawnNode,
  startReceiver,
  startTestApp,
  type TestApp,
} from "../../testing/index.ts";
import { createChannel } from "../notifications/index.ts";
import { createAlertRoute } from "./routes/create-alert-route.ts";
import { createAlertRule } from "./rules/create-alert-rule.ts";

const total = 10_000;
const kinds = 4;

let running: TestApp;
let relay: Relay;
let receiver: Receiver;
let worker: SpawnedNode | null = null;

beforeAll(async () => {
  running = await startTestApp();
  relay = startRelay(running.app);
  receiver = await startReceiver();
});

afterAll(async () => {
  await worker?.kill();
  await relay?.stop();
  await receiver?.close();
  await running?.close();
});

async function startWorker(): Promise<SpawnedNode> {
  const started = spawnNode(new URL("../../testing/run-worker.ts", import.meta.url), running.env);
  await started.printed("works");
  return started;
}

/** Ten thousand refused deliveries in a minute, as the doors record them: many transactions, a hundred events each. */
async function storm(workspaceId: string): Promise<void> {
  const ctx = systemContext(running.app, "test");
  const deliveryRefused = running.app.eventTypes.get("delivery.refused") as EventDefinition;
  for (let start = 0; start < total; start += 100) {
    await transact(ctx, { workspaceId, verb: "storm", input: start }, async (tx) => {
      const hundred = Array.from({ length: 100 }, (_, n) => start + n);
      // Sent one behind the other without waiting: the storm must be over within a minute on a slow machine too.
      await Promise.all(
        hundred.map((n) => {
          const data = { integrationId: workspaceId, provider: `provider-${n % kinds}`, reason: `n-${n}` };
          return recordEvent(tx, ctx, deliveryRefused, { workspaceId, subjectId: crypto.randomUUID(), data });
        }),
      );
    });
  }
}

test("10,000 events in a minute, workers killed in the middle: one alert for each group, one message each, exact counts", async () => {
  const { raw } = running.app.database;
  const ctx = systemContext(running.app, "test");
  const workspaceId = await insertWorkspace(running.app);
  receiver.received.length = 0;
  const settings = [{ name: "url", value: receiver.url }];
  const { channel } = await createChannel(ctx, { workspaceId, kind: "webhook", name: "Pager", settings });
  const route = await createAlertRoute(ctx, { workspaceId, name: "All", channelIds: [channel.id] });
  const condition = { kind: "event", types: ["delivery.refused"], atLeast: 25, withinSeconds: 300 };
  const routeIds = [route.id];
  const all = await createAlertRule(ctx, {
    workspaceId,
    name: "Deliveries are refused",
    severity: "error",
    definition: { condition, routeIds },
  });
  const each = await createAlertRule(ctx, {
    workspaceId,
    name: "A provider's deliveries are refused",
    severity: "warning",
    definition: { condition, routeIds, groupBy: ["data.provider"] },
  });
  const counted = async () => {
    const [row] = await raw`select count::int as n from alerts where rule_id = ${all.id}`;
    return (row?.n as number | undefined) ?? 0;
  };

  worker = await startWorker();
  const blowing = storm(workspaceId);
  const seen: number[] = [];
  for (const killAt of [500, 4000]) {
    await eventually(async () => (await counted()) >= killAt, 60);
    await worker.kill();
    seen.push(await counted());
    worker = await startWorker();
  }
  await blowing;
  await eventually(async () => (await counted()) === total, 60);
  // By its id, and not by its arrival: a worker killed between sending and recording sends once more, under the same id.
  const delivered = () => new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
  await eventually(() => delivered().size >= 1 + kinds, 30);

  // It was killed while there was work left, or the test has shown nothing.
  expect(Math.max(...seen)).toBeLessThan(total);
  const alerts =
    await raw`select rule_id, count::int as n, labels, state from alerts where workspace_id = ${workspaceId}`;
  expect(alerts.filter(({ rule_id }) => rule_id === all.id)).toEqual([
    { rule_id: all.id, n: total, labels: {}, state: "open" },
  ]);
  const groups = alerts.filter(({ rule_id }) => rule_id === each.id);
  expect(groups.map(({ labels, n }) => [labels.provider, n]).sort()).toEqual(
    Array.from({ length: kinds }, (_, n) => [`provider-${n}`, total / kinds]),
  );
  const opened =
    await raw`select count(*)::int as n from events where workspace_id = ${workspaceId} and type = 'alert.opened'`;
  expect(opened[0]?.n).toBe(1 + kinds);
  const messages = await raw`select subject_id, state from notifications where workspace_id = ${workspaceId}`;
  expect(new Set(messages.map(({ subject_id }) => subject_id)).size).toBe(1 + kinds);
  expect(messages).toHaveLength(1 + kinds);
  expect(delivered().size).toBe(1 + kinds);
}, 240_000);
