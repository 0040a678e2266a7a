import { afterAll, beforeAll, expect, test } from "vitest";
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
import { type SlackTwin, startSlackTwin } from "../../testing/slack-twin.ts";
import { connectIntegration } from "../integrations/index.ts";
import { queueNotification } from "./queue-notification.ts";
import { type NotifyTools, notifyTools, someMessage } from "./testing/notify-ground.ts";

// Workers of their own, killed as rudely as a machine would.

const workerFile = new URL("../../testing/run-worker.ts", import.meta.url);

let running: TestApp;
let tools: NotifyTools;
let twin: SlackTwin;
let receiver: Receiver;
let workspaceId: string;
let worker: SpawnedNode | null = null;

beforeAll(async () => {
  twin = await startSlackTwin();
  receiver = await startReceiver();
  running = await startTestApp({ env: { SLACK_API_URL: twin.url, LOG_LEVEL: "silent" } });
  tools = notifyTools(running.app);
  workspaceId = await insertWorkspace(running.app);
}, 60_000);
afterAll(async () => {
  await worker?.kill();
  await running?.close();
  await twin?.close();
  await receiver?.close();
});

async function start(): Promise<void> {
  worker = spawnNode(workerFile, running.env);
  await worker.printed("works");
}

async function killAndStartAnew(): Promise<void> {
  await worker?.kill();
  // What a dead process claimed becomes free by itself after half a minute; the test does not wait for it.
  await running.app.database.raw`update notifications set sending_until = now() where sending_until > now()`;
  await start();
}

const states = async (channelId: string) => {
  const rows = await running.app.database.raw<{ state: string; n: number }[]>`
    select state, count(*)::int as n from notifications where channel_id = ${channelId} group by state`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

test("Slack has taken it and the worker is killed before it hears so: the message stands there once", async () => {
  const fields = [{ name: "accessToken", value: "xoxb-1-abc" }];
  const { integration } = await connectIntegration(systemContext(running.app, "test"), {
    workspaceId,
    provider: "slack",
    fields,
    mode: "polling",
  });
  const settings = [
    { name: "integrationId", value: integration.id },
    { name: "channel", value: "#ops" },
  ];
  const { channel } = await tools.addChannel({ workspaceId, kind: "slack", settings });
  let isDead = false;
  twin.intercept = (method) => {
    if (method !== "chat.postMessage") return false;
    twin.intercept = () => false;
    // Slack does its work; the answer finds nobody any more.
    const { body } = twin.calls.at(-1) as { body: Record<string, unknown> };
    twin.messages.push({
      ...(body as unknown as SlackTwin["messages"][number]),
      channel: "C0OPS0001",
      ts: "1699999999.000100",
    });
    void worker?.kill().then(() => {
      isDead = true;
    });
    return true;
  };
  await start();
  const { notificationId } = await tools.queue(channel, { message: someMessage({ title: "Only once" }) });
  await eventually(() => isDead, 30);
  expect((await tools.one(notificationId)).state).toBe("queued");
  // The claim of a dead process ends by itself after half a minute; the test does not wait for it.
  await running.app.database.raw`update notifications set sending_until = now() where id = ${notificationId}`;
  await start();
  const row = await eventually(async () => {
    const found = await tools.one(notificationId);
    return found.state === "sent" ? found : null;
  }, 60);
  expect(twin.messages.filter(({ text }) => text.includes("Only once"))).toHaveLength(1);
  expect(row.remote).toEqual({ channel: "C0OPS0001", ts: "1699999999.000100" });
}, 120_000);

test("2,500 messages in a storm, the worker killed twice in the middle: the numbers that are told are exact", async () => {
  const total = 2_500;
  const settings = [{ name: "url", value: receiver.url }];
  const { channel } = await tools.addChannel({ workspaceId, kind: "webhook", settings, rateCount: 5, rateSeconds: 5 });
  await worker?.kill();
  const ctx = tools.ctx();
  for (let from = 0; from < total; from += 500) {
    await transact(ctx, { workspaceId, verb: "storm", input: null }, async (tx) => {
      for (let n = from; n < from + 500; n += 1) {
        await queueNotification(tx, ctx, {
          workspaceId,
          channelId: channel.id,
          dedupeKey: `storm-${n}`,
          groupKey: `storm-${n}`,
          message: someMessage({ title: `Checkout fails ${n % 7}` }),
          subject: { type: "alert", id: `a${n}` },
        });
      }
    });
  }
  await start();
  await eventually(() => receiver.received.length >= 2, 30);
  await killAndStartAnew();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await killAndStartAnew();
  await eventually(async () => {
    const { queued = 0, sent = 0, merged = 0 } = await states(channel.id);
    return queued === 0 && sent > 0 && merged > 0;
  }, 120);
  const rows = await tools.all(channel.id);
  const standing = rows.filter(({ mergedCount }) => mergedCount > 0);
  const single = rows.filter(
    ({ state, mergedCount, subjectType }) => state === "sent" && mergedCount === 0 && subjectType === "alert",
  );
  const merged = rows.filter(({ state }) => state === "merged").length;
  expect(single.length + merged).toBe(total);
  expect(standing.reduce((sum, { mergedCount }) => sum + mergedCount, 0)).toBe(merged);
  // What was sent again after a kill has the id that it had: a receiver that keeps the ids sees each message once.
  const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
  expect(ids.size).toBe(single.length + standing.length);
  const told = [
    ...new Map(
      receiver.received.map(({ headers, body }) => [headers["webhook-id"], JSON.parse(body).data.merged as number]),
    ).values(),
  ];
  expect(told.reduce((sum, n) => sum + (n || 1), 0)).toBe(total);
}, 240_000);
