import type { Db } from "@plumbline/db";
import { notifications } from "@plumbline/db/schema";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { enqueue } from "../../outbox/enqueue.ts";
import type { Channel } from "./channel-kind.ts";
import type { SendJob } from "./notification-ref.ts";

export interface MergeWaitingOptions {
  channel: Channel;
  /** When the message that stands for them goes out. */
  at: Date;
  now: Date;
  job: SendJob;
}

/**
 * Merges everything that is due in a channel into the one message that goes out at the window's end; more may join until then.
 * The caller holds the channel's lock, so there is one such message at a time.
 */
export async function mergeWaiting(tx: Db, { channel, at, now, job }: MergeWaitingOptions): Promise<void> {
  const { workspaceId, id: channelId } = channel;
  const into = (await collecting(tx, channel)) ?? (await beginCollecting(tx, channel, at, now, job));
  await tx
    .update(notifications)
    .set({ state: "merged", mergedIntoId: into, nextAttemptAt: null })
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.channelId, channelId),
        eq(notifications.state, "queued"),
        eq(notifications.mergeable, true),
        isNull(notifications.sendingUntil),
        eq(notifications.uncertain, false),
        lte(notifications.nextAttemptAt, new Date(now.getTime() + 1000)),
      ),
    );
}

async function collecting(tx: Db, { workspaceId, id }: Channel): Promise<string | null> {
  const [known] = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.channelId, id),
        eq(notifications.collecting, true),
      ),
    );
  return known?.id ?? null;
}

async function beginCollecting(tx: Db, channel: Channel, at: Date, now: Date, job: SendJob): Promise<string> {
  const { workspaceId, id: channelId, tenantId } = channel;
  const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
  const id = made?.id ?? "";
  await tx.insert(notifications).values({
    id,
    workspaceId,
    channelId,
    tenantId,
    dedupeKey: `merged/${id}`,
    groupKey: `merged/${id}`,
    // Written anew when it goes out and the number is known.
    message: {
      title: "Messages are being merged",
      body: [],
      severity: "info",
      place: "channels",
      fields: [],
      quotes: [],
      actions: [],
    },
    subjectType: "channel",
    subjectId: channelId,
    mergeable: false,
    collecting: true,
    scheduledFrom: at,
    nextAttemptAt: at,
    createdAt: now,
  });
  await enqueue(tx, job, { workspaceId, channelId, notificationId: id }, { runAt: at });
  return id;
}
