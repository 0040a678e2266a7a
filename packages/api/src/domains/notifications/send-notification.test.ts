import postgres from "postgres";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOutbound } from "../../outbound/index.ts";
import { transact } from "../../service/transact.ts";
import { eventually, insertMember, insertWorkspace, type Receiver, startReceiver } from "../../testing/index.ts";
import type { Channel } from "./channel-kind.ts";
import { sendNotification } from "./jobs/send-notification.ts";
import { queuePersonalNotification } from "./queue-personal-notification.ts";
import { attemptOffsets } from "./retry-schedule.ts";
import { type NotifyGround, someMessage, startNotifyGround } from "./testing/notify-ground.ts";
import { updateNotification } from "./update-notification.ts";

let ground: NotifyGround;
let workspaceId: string;
let receiver: Receiver;

beforeAll(async () => {
  ground = await startNotifyGround();
});
afterAll(() => ground?.close());
beforeEach(async () => {
  await ground.startWorker();
  workspaceId = await insertWorkspace(ground.app);
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function webhook(
  more: { rateCount?: number; rateSeconds?: number } = {},
): Promise<{ channel: Channel; secret: string }> {
  const settings = [{ name: "url", value: receiver.url }];
  const made = await ground.addChannel({ workspaceId, kind: "webhook", settings, ...more });
  return { channel: made.channel, secret: made.secret ?? "" };
}

const refOf = (channel: Channel, notificationId: string) => ({ workspaceId, channelId: channel.id, notificationId });

test("a message reaches its far side, signed, once however often it is asked for, and proves its channel", async () => {
  const { channel, secret } = await webhook();
  expect((await ground.channel(channel.id)).provenAt).toBeNull();
  const [first, second] = [
    await ground.queue(channel, { dedupeKey: "one" }),
    await ground.queue(channel, { dedupeKey: "one" }),
  ];
  expect(second.notificationId).toBe(first.notificationId);
  const sent = await eventually(async () => {
    const row = await ground.one(first.notificationId);
    return row.state === "sent" ? row : null;
  });
  expect(receiver.received).toHaveLength(1);
  const request = receiver.received[0];
  const body = new Webhook(secret).verify(request?.body ?? "", request?.headers as Record<string, string>) as {
    data: Record<string, unknown>;
  };
  expect(body.data).toMatchObject({ title: "Checkout answers slowly", severity: "error", merged: 0 });
  expect(request?.headers["webhook-id"]).toMatch(/^ntf_/);
  expect(sent.attempts).toBe(1);
  expect(await ground.attempts(sent.id)).toMatchObject([{ number: 1, purpose: "send", status: 204, error: null }]);
  expect(await ground.channel(channel.id)).toMatchObject({
    provenFrom: receiver.url.split("?")[0],
    provenWhat: "“Checkout answers slowly” answered with 204",
    failures: 0,
  });
  expect((await ground.events(channel.id)).map(({ type }) => type)).toEqual(["channel.created", "channel.proved"]);
  expect((await ground.events(sent.id)).map(({ type }) => type)).toEqual(["notification.sent"]);
});

test("ten jobs for one message at once send it once", async () => {
  await ground.stopWorker();
  const { channel } = await webhook();
  const { notificationId } = await ground.queue(channel);
  const run = () => sendNotification.run(ground.ctx(), refOf(channel, notificationId));
  await Promise.all(Array.from({ length: 10 }, run));
  await eventually(async () => (await ground.one(notificationId)).state === "sent");
  await run();
  expect(receiver.received).toHaveLength(1);
  expect(await ground.attempts(notificationId)).toHaveLength(1);
});

describe("a far side that", () => {
  test("refuses, then recovers, gets the message; every answer is kept, the channel breaks and mends", async () => {
    const { channel } = await webhook();
    receiver.answer = (res) => res.writeHead(403).end("who are you");
    const { notificationId } = await ground.queue(channel);
    const broken = await eventually(async () => {
      const row = await ground.channel(channel.id);
      return row.brokenAt ? row : null;
    });
    expect(broken.failureReason).toBe(`${receiver.url.split("?")[0]} answered 403 (“who are you”).`);
    expect(broken.failureNextStep).toContain("send a test");
    expect((await ground.one(notificationId)).state).toBe("queued");
    receiver.answer = (res) => res.writeHead(200).end("ok");
    await eventually(async () => (await ground.one(notificationId)).state === "sent");
    const attempts = await ground.attempts(notificationId);
    expect(attempts.map(({ status }) => status)).toEqual([403, 200]);
    expect(await ground.channel(channel.id)).toMatchObject({ brokenAt: null, failures: 0, failureReason: null });
    const types = (await ground.events(channel.id)).map(({ type }) => type);
    expect(types).toEqual(["channel.created", "channel.broke", "channel.proved"]);
  });

  test("asks to wait is left alone for as long, by every message of the channel", async () => {
    const { channel } = await webhook();
    receiver.answer = (res) => res.writeHead(429, { "retry-after": "3" }).end();
    const first = await ground.queue(channel);
    const paused = await eventually(async () => {
      const row = await ground.channel(channel.id);
      return row.pausedUntil ? row : null;
    });
    receiver.answer = (res) => res.writeHead(200).end();
    const second = await ground.queue(channel);
    await eventually(async () => (await ground.one(first.notificationId)).state === "sent");
    await eventually(async () => (await ground.one(second.notificationId)).state === "sent");
    const [, again] = await ground.attempts(first.notificationId);
    const [late] = await ground.attempts(second.notificationId);
    for (const attempt of [again, late])
      expect(attempt?.startedAt.getTime()).toBeGreaterThanOrEqual(paused.pausedUntil?.getTime() ?? 0);
    expect(receiver.received).toHaveLength(3);
  });

  test("hangs does not take the worker: other channels go on, and the reason is visible", async () => {
    const other = await startReceiver();
    try {
      const { channel } = await webhook();
      receiver.answer = () => {};
      for (let n = 0; n < 12; n += 1) await ground.queue(channel);
      await eventually(() => receiver.received.length >= 4);
      const { channel: free } = await ground.addChannel({
        workspaceId,
        kind: "webhook",
        settings: [{ name: "url", value: other.url }],
      });
      const { notificationId } = await ground.queue(free);
      await eventually(async () => (await ground.one(notificationId)).state === "sent");
      const failed = await eventually(async () => {
        const row = await ground.channel(channel.id);
        return row.failureReason ? row : null;
      });
      expect(failed.failureReason).toMatch(/did not answer within 12 s/);
      const hung = (await Promise.all((await ground.all(channel.id)).map(({ id }) => ground.attempts(id)))).flat();
      const firstEnd = Math.min(...hung.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs));
      expect((await ground.attempts(notificationId))[0]?.startedAt.getTime()).toBeLessThan(firstEnd);
    } finally {
      await other.close();
    }
  }, 40_000);

  test("never takes it is tried for a day at the promised times, then it is given up with the reason", async () => {
    await ground.stopWorker();
    const { channel } = await webhook();
    receiver.answer = (res) => res.writeHead(500).end("broken");
    const { notificationId } = await ground.queue(channel);
    const start = (await ground.one(notificationId)).scheduledFrom.getTime();
    let now = start;
    const outbound = createOutbound({ allow: ["127.0.0.1"], breakerFailures: 100 });
    const app = { ...ground.app, outbound, clock: { now: () => new Date(now) } };
    const offsets: number[] = [];
    for (let attempt = 1; attempt <= attemptOffsets.length; attempt += 1) {
      await sendNotification.run(ground.ctx(app), refOf(channel, notificationId));
      const row = await ground.one(notificationId);
      expect(row.attempts).toBe(attempt);
      if (row.nextAttemptAt) {
        offsets.push((row.nextAttemptAt.getTime() - start) / 1000);
        now = row.nextAttemptAt.getTime();
      }
    }
    for (const [index, offset] of offsets.entries()) {
      const planned = (attemptOffsets[index + 1] ?? 0) / 1000;
      const gap = planned - (attemptOffsets[index] ?? 0) / 1000;
      expect(offset).toBeGreaterThanOrEqual(planned);
      expect(offset).toBeLessThanOrEqual(
        planned + Math.max(gap / 5, 3) + (offsets[index - 1] ?? 0) - (attemptOffsets[index] ?? 0) / 1000 + 3,
      );
    }
    const given = await ground.one(notificationId);
    expect(given).toMatchObject({ state: "failed", nextAttemptAt: null });
    expect(given.reason).toContain("answered 500 (“broken”)");
    expect((await ground.events(notificationId)).map(({ type }) => type)).toEqual(["notification.failed"]);
  });
});

test("a worker that died between sending and writing it down: the message goes out again, with the same id", async () => {
  await ground.stopWorker();
  const { channel } = await webhook();
  const { notificationId } = await ground.queue(channel);
  await sendNotification.run(ground.ctx(), refOf(channel, notificationId));
  // As a process leaves it that was killed after the far side had answered.
  await ground.app.database.raw`delete from notification_attempts where notification_id = ${notificationId}`;
  await ground.app.database.raw`
    update notifications set state = 'queued', attempts = 0, sent_at = null, sent_revision = 0,
      sending_until = now() + interval '2 seconds' where id = ${notificationId}`;
  const { sendingUntil } = await ground.one(notificationId);
  await ground.startWorker();
  await sendNotification.run(ground.ctx(), refOf(channel, notificationId));
  await eventually(async () => (await ground.one(notificationId)).state === "sent");
  const [again] = await ground.attempts(notificationId);
  expect(again?.startedAt.getTime()).toBeGreaterThanOrEqual(sendingUntil?.getTime() ?? 0);
  expect(receiver.received).toHaveLength(2);
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids[0]).toBe(ids[1]);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
});

test("a report that comes after its claim's time is not heard", async () => {
  await ground.stopWorker();
  const { channel } = await webhook();
  const { notificationId } = await ground.queue(channel);
  let release = () => {};
  receiver.answer = (res) => {
    release = () => res.writeHead(200).end();
  };
  const slow = sendNotification.run(ground.ctx(), refOf(channel, notificationId));
  await eventually(() => receiver.received.length === 1);
  await ground.app.database.raw`
    update notifications set sending_until = now() + interval '20 s' where id = ${notificationId}`;
  release();
  await slow;
  expect((await ground.one(notificationId)).attempts).toBe(0);
});

describe("a storm", () => {
  test("gives the rate's share one by one and one message for the rest, with the exact number", async () => {
    const { channel } = await webhook({ rateCount: 3, rateSeconds: 3 });
    const storm = 200;
    // All of it waits before the first is sent: what one window holds does not hang on how fast this machine queues.
    await ground.stopWorker();
    const ids = await Promise.all(
      Array.from({ length: storm }, (_, n) =>
        ground.queue(channel, {
          dedupeKey: `storm-${n}`,
          groupKey: `storm-${n}`,
          message: someMessage({
            title: n % 4 === 0 ? "Payments fail" : "Checkout answers slowly",
            severity: n % 4 === 0 ? "critical" : "error",
          }),
        }),
      ),
    );
    await ground.startWorker();
    const rows = await eventually(async () => {
      const all = await ground.all(channel.id);
      return all.every(({ state }) => state === "sent" || state === "merged") ? all : null;
    }, 90);
    const merged = rows.filter(({ state }) => state === "merged");
    const standing = rows.filter(({ mergedCount }) => mergedCount > 0);
    expect(ids).toHaveLength(storm);
    expect(standing.reduce((sum, { mergedCount }) => sum + mergedCount, 0)).toBe(merged.length);
    const single = rows.filter(({ state, mergedCount }) => state === "sent" && mergedCount === 0);
    expect(single.length + merged.length).toBe(storm);
    expect(single.length).toBeGreaterThanOrEqual(3);
    expect(merged.length).toBeGreaterThan(storm / 2);
    expect(receiver.received).toHaveLength(single.length + standing.length);
    const told = JSON.parse(receiver.received.at(-1)?.body ?? "{}").data;
    expect(told.merged).toBe(standing.at(-1)?.mergedCount);
    expect(told.severity).toBe("critical");
    expect(told.title).toBe(`${told.merged} messages were merged into this one`);
    const counts = told.fields.map(({ value }: { value: string }) => Number(value));
    expect(counts.reduce((sum: number, n: number) => sum + n, 0)).toBe(told.merged);
    const events = await ground.events(standing[0]?.id ?? "");
    expect(events.map(({ type }) => type)).toEqual(["notification.merged", "notification.sent"]);
  }, 120_000);

  test("does not swallow what must arrive by itself: it waits for the next window", async () => {
    const { channel } = await webhook({ rateCount: 1, rateSeconds: 2 });
    const before = await ground.queue(channel);
    // Together they might be taken in either order, and the one behind would be merged.
    await eventually(async () => (await ground.one(before.notificationId)).state === "sent");
    const kept = await ground.queue(channel, { mustArrive: true });
    await eventually(async () => (await ground.one(kept.notificationId)).state === "sent");
    expect(receiver.received).toHaveLength(2);
  });
});

test("messages of one group arrive in their order, whatever happens to the first", async () => {
  const { channel } = await webhook();
  let refusals = 2;
  receiver.answer = (res) => {
    refusals -= 1;
    res.writeHead(refusals >= 0 ? 503 : 200).end();
  };
  await ground.queue(channel, { groupKey: "same", message: someMessage({ title: "first" }) });
  const last = await ground.queue(channel, { groupKey: "same", message: someMessage({ title: "second" }) });
  const owner = postgres(ground.test.databaseUrl, { max: 1 });
  await eventually(async () => {
    // When an attempt is due is proven above: here what is planned for later is due now.
    await owner`update notifications set next_attempt_at = now() where channel_id = ${channel.id} and next_attempt_at > now()`;
    await owner`
      update graphile_worker._private_jobs set run_at = now()
      where payload->>'channelId' = ${channel.id} and locked_at is null and run_at > now()`;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return (await ground.one(last.notificationId)).state === "sent";
  }, 40);
  await owner.end();
  const titles = receiver.received.map(({ body }) => JSON.parse(body).data.title);
  expect(titles).toEqual(["first", "first", "first", "second"]);
}, 60_000);

test("a muted channel gets nothing and says why; what is queued is changed before it goes out", async () => {
  await ground.stopWorker();
  const { channel } = await webhook();
  const { notificationId } = await ground.queue(channel, { groupKey: "change" });
  const ctx = ground.ctx();
  await transact(ctx, { workspaceId, verb: "test", input: null }, (tx) =>
    updateNotification(tx, ctx, { workspaceId, groupKey: "change", message: someMessage({ title: "It is over" }) }),
  );
  expect((await ground.one(notificationId)).message.title).toBe("It is over");
  await ground.app.database.raw`update channels set muted_at = now() where id = ${channel.id}`;
  await sendNotification.run(ctx, refOf(channel, notificationId));
  expect(await ground.one(notificationId)).toMatchObject({ state: "suppressed", reason: "The channel is muted." });
  expect((await ground.queue(channel)).state).toBe("suppressed");
  expect(receiver.received).toHaveLength(0);
});

test("a person is told by every way that the person chose, and a way that is not wanted says so", async () => {
  const member = await insertMember(ground.app, workspaceId, "operator");
  await ground.app.database.raw`update users set email_verified = true where id = ${member.userId}`;
  await ground.app.database.raw`
    insert into notification_preferences (user_id, kind, inbox, email, push)
    values (${member.userId}, 'personal_message', true, true, false)`;
  const ctx = ground.ctx();
  const ask = () =>
    transact(ctx, { workspaceId, verb: "test", input: null }, (tx) =>
      queuePersonalNotification(tx, ctx, {
        workspaceId,
        userId: member.userId,
        dedupeKey: "page-1",
        groupKey: "alert-1",
        message: someMessage(),
        subject: { type: "alert", id: "alert-1" },
      }),
    );
  const { ways } = await ask();
  expect(await ask()).toEqual({ ways });
  const stateOf = async (way: string) => {
    const queued = ways.find((one) => one.way === way);
    return queued && (await ground.one(queued.notificationId));
  };
  await eventually(async () => (await stateOf("inbox"))?.state === "sent");
  await eventually(async () => (await stateOf("email"))?.state === "sent");
  const items = await ground.app.database.raw`select title, kind from inbox_items where user_id = ${member.userId}`;
  expect(items).toMatchObject([{ title: "Checkout answers slowly", kind: "personal_message" }]);
  const mails = await ground.app.database.raw`select subject, text from local_mail where recipient = ${member.email}`;
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe("Error: Checkout answers slowly (Meridian)");
  expect(mails[0]?.text).toContain("/alerts/alr_1");
});
