import type { Db } from "@plumbline/db";
import { channels, members, notifications } from "@plumbline/db/schema";
import { and, asc, eq, isNotNull, lt } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import type { Channel, Notification } from "./channel-kind.ts";
import { lockChannel, lockNotification, ownChannel, ownNotification } from "./lock-channel.ts";
import { mergeWaiting } from "./merge-waiting.ts";
import { writeMergedMessage } from "./merged-message.ts";
import type { NotificationRef, SendJob } from "./notification-ref.ts";
import { isFull, takeTurn, windowEnd } from "./rate-window.ts";

/** Milliseconds after which an attempt that nobody reported counts as lost with its process. The call itself ends sooner. */
export const claimMs = 30_000;

const clockToleranceMs = 1000;

/** Milliseconds until a message looks again whether the one before it in its group is out. */
const behindMs = 1500;

/** An attempt that is this process's to make. */
export interface ClaimedSend {
  kind: "claimed";
  purpose: "send" | "update";
  channel: Channel;
  notification: Notification;
  /** What the group's first message is called at the far side; null for the first itself. */
  root: Record<string, unknown> | null;
  /** The claim's own end: who reports later than another claim began is not heard. */
  lease: Date;
}

export type ClaimAnswer = ClaimedSend | { kind: "wait"; until: Date } | { kind: "done" };

/**
 * Takes an attempt for this process, or says why not: there is nothing left to do (`done`), or not yet (`wait`): it is not due,
 * another process may still be making it, one before it in its group is not out, the channel has had its share of this window.
 */
export async function claimNotification(ctx: Context, ref: NotificationRef, job: SendJob): Promise<ClaimAnswer> {
  const { workspaceId, channelId, notificationId } = ref;
  // Of ten thousand merged messages each has a job: who is merged already must not queue for the channel's lock.
  const [seen] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(notifications).where(ownNotification(workspaceId, notificationId)),
  );
  if (!seen || !hasWork(seen)) return { kind: "done" };
  return await transact(ctx, { workspaceId, verb: "claimNotification", input: null }, async (tx) => {
    const channel = await lockChannel(tx, workspaceId, channelId);
    const notification = await lockNotification(tx, workspaceId, notificationId);
    if (!channel || !notification || !hasWork(notification)) return { kind: "done" };
    const silence = await whySilent(tx, channel);
    if (silence) return await suppress(tx, notification, silence);
    const now = ctx.app.clock.now();
    const until = await notBefore(tx, channel, notification, now);
    if (until) return { kind: "wait", until };
    return notification.state === "sent"
      ? await lease(tx, channel, notification, "update", now)
      : await takeOrMerge(tx, ctx, { channel, notification, now, job });
  });
}

/** Whether the far side lacks the message, or lacks its newest words. */
function hasWork({ state, revision, sentRevision, remote }: Notification): boolean {
  return state === "queued" || (state === "sent" && revision > sentRevision && remote !== null);
}

async function whySilent(tx: Db, channel: Channel): Promise<string | null> {
  if (channel.deletedAt) return "The channel was deleted.";
  if (channel.mutedAt) return "The channel is muted.";
  if (!channel.userId) return null;
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, channel.workspaceId), eq(members.userId, channel.userId)));
  return member ? null : "The person is no longer a member of the workspace.";
}

async function suppress(tx: Db, notification: Notification, reason: string): Promise<ClaimAnswer> {
  if (notification.state === "queued") {
    await tx
      .update(notifications)
      .set({ state: "suppressed", reason, nextAttemptAt: null, sendingUntil: null, collecting: false })
      .where(ownNotification(notification.workspaceId, notification.id));
  }
  return { kind: "done" };
}

async function notBefore(tx: Db, channel: Channel, notification: Notification, now: Date): Promise<Date | null> {
  // The database's clock may run a little ahead of this process's; what is due by either is due.
  const due = new Date(now.getTime() + clockToleranceMs);
  if (notification.sendingUntil && notification.sendingUntil > now) return notification.sendingUntil;
  const planned = notification.nextAttemptAt;
  if (!notification.sendingUntil && planned && planned > due) return planned;
  if (channel.pausedUntil && channel.pausedUntil > now) {
    return new Date(channel.pausedUntil.getTime() + Math.random() * 2000);
  }
  if (notification.state !== "queued" || notification.mergedCount > 0 || notification.collecting) return null;
  const [ahead] = await tx
    .select({ at: notifications.nextAttemptAt })
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, notification.workspaceId),
        eq(notifications.groupKey, notification.groupKey),
        eq(notifications.channelId, notification.channelId),
        eq(notifications.state, "queued"),
        lt(notifications.id, notification.id),
      ),
    )
    .orderBy(asc(notifications.id))
    .limit(1);
  if (!ahead) return null;
  return new Date(Math.max(now.getTime() + behindMs, (ahead.at?.getTime() ?? 0) + behindMs));
}

interface Turn {
  channel: Channel;
  notification: Notification;
  now: Date;
  job: SendJob;
}

/** Lets a message through, or, beyond the channel's rate, merges it with everything else that waits. */
async function takeOrMerge(tx: Db, ctx: Context, { channel, notification, now, job }: Turn): Promise<ClaimAnswer> {
  // A try that was lost with its process had its turn.
  const mayGo = notification.collecting || notification.sendingUntil !== null || !isFull(channel, now);
  if (!mayGo && notification.mergeable && !notification.uncertain) {
    await mergeWaiting(tx, { channel, at: windowEnd(channel, now), now, job });
    return { kind: "done" };
  }
  if (!mayGo) return { kind: "wait", until: windowEnd(channel, now) };
  await tx.update(channels).set(takeTurn(channel, now)).where(ownChannel(channel.workspaceId, channel.id));
  const whole = notification.collecting ? await writeMergedMessage(tx, ctx, channel, notification) : notification;
  return await lease(tx, channel, whole, "send", now);
}

async function lease(
  tx: Db,
  channel: Channel,
  notification: Notification,
  purpose: ClaimedSend["purpose"],
  now: Date,
): Promise<ClaimedSend> {
  const end = new Date(now.getTime() + claimMs);
  // A claim that ended by itself is that of a process that died, perhaps behind the far side's answer.
  const uncertain = notification.uncertain || notification.sendingUntil !== null;
  await tx
    .update(notifications)
    .set({ sendingUntil: end, uncertain })
    .where(ownNotification(notification.workspaceId, notification.id));
  return {
    kind: "claimed",
    purpose,
    channel,
    notification: { ...notification, uncertain },
    root: await rootOf(tx, notification),
    lease: end,
  };
}

async function rootOf(tx: Db, notification: Notification): Promise<Record<string, unknown> | null> {
  const [first] = await tx
    .select({ remote: notifications.remote })
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, notification.workspaceId),
        eq(notifications.groupKey, notification.groupKey),
        eq(notifications.channelId, notification.channelId),
        eq(notifications.state, "sent"),
        isNotNull(notifications.remote),
        lt(notifications.id, notification.id),
      ),
    )
    .orderBy(asc(notifications.id))
    .limit(1);
  return first?.remote ?? null;
}
