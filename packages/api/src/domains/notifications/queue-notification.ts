import type { Db } from "@plumbline/db";
import { channels, type NotificationMessage, notifications } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { enqueue } from "../../outbox/enqueue.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import type { Channel, Notification } from "./channel-kind.ts";
import { findChannelKind } from "./find-channel-kind.ts";
import { sendNotification } from "./jobs/send-notification.ts";
import { ownChannel } from "./lock-channel.ts";
import { storableMessage } from "./notification-message.ts";
import { updateNotification } from "./update-notification.ts";

export interface QueueNotificationInput {
  workspaceId: string;
  channelId: string;
  /** The same key is the same message: asked for twice, it is sent once. */
  dedupeKey: string;
  /** All messages about one thing. */
  groupKey: string;
  message: NotificationMessage;
  /** What it is about: the noun and the id. */
  subject: { type: string; id: string };
  tenantId?: string | null;
  /** True for a message that must arrive by itself, whatever the storm. Default as the kind says. */
  mustArrive?: boolean;
}

/** A message that was asked for. */
export interface QueuedNotification {
  notificationId: string;
  state: Notification["state"];
}

/**
 * Asks for a message in the caller's transaction: it goes out exactly when the change commits. A message that ends something
 * (`resolved`) also changes the group's first one, where that shows how things stand (Slack).
 * @throws NotFoundError when the workspace has no such channel
 */
export async function queueNotification(
  tx: Db,
  ctx: Context,
  input: QueueNotificationInput,
): Promise<QueuedNotification> {
  const { workspaceId, channelId, groupKey } = input;
  const [channel] = await tx.select().from(channels).where(ownChannel(workspaceId, channelId));
  if (!channel) throw new NotFoundError("There is no such channel.", "Choose one of the workspace's channels.");
  const made = await insertOnce(tx, ctx, channel, input);
  if (!made) return await knownOf(tx, input);
  if (made.state === "queued") await enqueue(tx, sendNotification, { workspaceId, channelId, notificationId: made.id });
  if (input.message.resolved && findChannelKind(channel.kind).showsState) {
    await updateNotification(tx, ctx, { workspaceId, groupKey, message: input.message, channelId, before: made.id });
  }
  return { notificationId: made.id, state: made.state };
}

async function insertOnce(
  tx: Db,
  ctx: Context,
  channel: Channel,
  input: QueueNotificationInput,
): Promise<Notification | undefined> {
  const { workspaceId, channelId, dedupeKey, groupKey, message, subject, tenantId = null } = input;
  const kind = findChannelKind(channel.kind);
  const now = ctx.app.clock.now();
  const reason = channel.deletedAt ? "The channel was deleted." : channel.mutedAt ? "The channel is muted." : null;
  const [made] = await tx
    .insert(notifications)
    .values({
      workspaceId,
      channelId,
      tenantId,
      dedupeKey: dedupeKey.slice(0, 500),
      groupKey: groupKey.slice(0, 500),
      message: storableMessage(message),
      state: reason ? "suppressed" : "queued",
      reason,
      subjectType: subject.type,
      subjectId: subject.id,
      mergeable: !(input.mustArrive ?? kind.mustArrive?.(message) ?? false),
      scheduledFrom: now,
      nextAttemptAt: reason ? null : now,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning();
  return made;
}

async function knownOf(
  tx: Db,
  { workspaceId, channelId, dedupeKey }: QueueNotificationInput,
): Promise<QueuedNotification> {
  const once = and(
    eq(notifications.workspaceId, workspaceId),
    eq(notifications.channelId, channelId),
    eq(notifications.dedupeKey, dedupeKey.slice(0, 500)),
  );
  const [known] = await tx
    .select({ notificationId: notifications.id, state: notifications.state })
    .from(notifications)
    .where(once);
  if (!known) throw new TypeError("A message that exists could not be read.");
  return known;
}
