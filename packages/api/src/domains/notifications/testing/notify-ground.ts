import type { Db } from "@plumbline/db";
import { channels, type NotificationMessage, notificationAttempts, notifications } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { asc, eq } from "drizzle-orm";
import type { App } from "../../../app.ts";
import "../../../graphql/schema.ts";
import { startWorker, type Worker } from "../../../jobs/start-worker.ts";
import { type Relay, startRelay } from "../../../outbox/relay.ts";
import { type Context, systemContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { startTestApp, type TestApp } from "../../../testing/index.ts";
import type { Channel, Notification } from "../channel-kind.ts";
import { type CreateChannelInput, createChannel } from "../channels/create-channel.ts";
import { type QueuedNotification, type QueueNotificationInput, queueNotification } from "../queue-notification.ts";

/** What tests of messages ask and do, on whatever process. */
export interface NotifyTools {
  readonly app: App;
  ctx(app?: App): Context;
  addChannel(
    input: Omit<CreateChannelInput, "name"> & { name?: string },
  ): Promise<{ channel: Channel; secret: string | null }>;
  queue(channel: Channel, more?: Partial<QueueNotificationInput>): Promise<QueuedNotification>;
  one(id: string): Promise<Notification>;
  all(channelId: string): Promise<Notification[]>;
  attempts(notificationId: string): Promise<(typeof notificationAttempts.$inferSelect)[]>;
  channel(id: string): Promise<Channel>;
  events(subjectId: string): Promise<{ type: string; data: Record<string, unknown> }[]>;
}

/** A process that relays and works, for tests of messages and their far sides. */
export interface NotifyGround extends NotifyTools {
  readonly test: TestApp;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

/** A message that says something. */
export function someMessage(more: Partial<NotificationMessage> = {}): NotificationMessage {
  return {
    title: "Checkout answers slowly",
    body: ["The 95th percentile of checkout-api is 2.4 s."],
    severity: "error",
    place: "alerts/alr_1",
    fields: [{ label: "Service", value: "checkout-api" }],
    quotes: [],
    actions: [],
    ...more,
  };
}

export function notifyTools(app: App): NotifyTools {
  let serial = 0;
  const rows = <T>(read: (tx: Db) => Promise<T>) => withSystem(app.database, read);
  const ctx = (of = app) => systemContext(of, "test");
  return {
    app,
    ctx,
    addChannel: (input) => createChannel(ctx(), { name: "Operations", ...input }),
    async queue(channel, more = {}) {
      serial += 1;
      const { workspaceId, id: channelId } = channel;
      const acting = ctx();
      const queued = await transact(acting, { workspaceId, verb: "test", input: null }, (tx) =>
        queueNotification(tx, acting, {
          workspaceId,
          channelId,
          dedupeKey: `d${serial}`,
          groupKey: `g${serial}`,
          message: someMessage(),
          subject: { type: "alert", id: `a${serial}` },
          ...more,
        }),
      );
      app.outbox.wakeWorkers();
      return queued;
    },
    one: async (id) =>
      (await rows((tx) => tx.select().from(notifications).where(eq(notifications.id, id))))[0] as Notification,
    all: (channelId) =>
      rows((tx) =>
        tx.select().from(notifications).where(eq(notifications.channelId, channelId)).orderBy(asc(notifications.id)),
      ),
    attempts: (id) =>
      rows((tx) =>
        tx
          .select()
          .from(notificationAttempts)
          .where(eq(notificationAttempts.notificationId, id))
          .orderBy(asc(notificationAttempts.number)),
      ),
    channel: async (id) => (await rows((tx) => tx.select().from(channels).where(eq(channels.id, id))))[0] as Channel,
    events: async (subjectId) =>
      await app.database.raw<{ type: string; data: Record<string, unknown> }[]>`
        select type, data from events where subject_id = ${subjectId} order by seq`,
  };
}

export async function startNotifyGround(env: Record<string, string> = {}): Promise<NotifyGround> {
  const test = await startTestApp({ env: { LOG_LEVEL: "silent", ...env } });
  const { app } = test;
  const relay: Relay = startRelay(app);
  let worker: Worker | null = await startWorker(app, { schedules: false });
  const ground: NotifyGround = {
    ...notifyTools(app),
    test,
    async startWorker() {
      worker ??= await startWorker(app, { schedules: false });
    },
    async stopWorker() {
      await worker?.stop();
      worker = null;
    },
    async close() {
      await ground.stopWorker();
      await relay.stop();
      await test.close();
    },
  };
  return ground;
}
