import type { Db } from "@plumbline/db";
import { channels, type NotificationMessage, notifications } from "@plumbline/db/schema";
import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { enqueue } from "../../outbox/enqueue.ts";
import type { Context } from "../../service/context.ts";
import { findChannelKind } from "./find-channel-kind.ts";
import { sendNotification } from "./jobs/send-notification.ts";
import { ownNotification } from "./lock-channel.ts";
import { storableMessage } from "./notification-message.ts";

export interface UpdateNotificationInput {
  workspaceId: string;
  /** The group whose first message changes, in every channel that it went to. */
  groupKey: string;
  /** What it says from now on. */
  message: NotificationMessage;
  /** Only in this channel. */
  channelId?: string;
  /** Only where the first message came before this one. */
  before?: string;
}

/**
 * Changes what a group's first message says: at once where it still waits, and at the far side where that is possible (Slack).
 * Elsewhere it stays as it was sent. In the caller's transaction.
 * @returns how many messages change
 */
export async function updateNotification(
  tx: Db,
  _ctx: Context,
  { workspaceId, groupKey, message, channelId, before }: UpdateNotificationInput,
): Promise<{ updated: number }> {
  const firsts = await tx
    .selectDistinctOn([notifications.channelId], {
      id: notifications.id,
      channelId: notifications.channelId,
      kind: channels.kind,
    })
    .from(notifications)
    .innerJoin(
      channels,
      and(eq(channels.workspaceId, notifications.workspaceId), eq(channels.id, notifications.channelId)),
    )
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.groupKey, groupKey.slice(0, 500)),
        inArray(notifications.state, ["queued", "sent"]),
        channelId ? eq(notifications.channelId, channelId) : undefined,
        before ? lt(notifications.id, before) : undefined,
      ),
    )
    .orderBy(asc(notifications.channelId), asc(notifications.id));
  let updated = 0;
  for (const first of firsts) {
    const changes = Boolean(findChannelKind(first.kind).update);
    const [after] = await tx
      .update(notifications)
      .set({ message: storableMessage(message), revision: sql`${notifications.revision} + 1` })
      .where(
        and(
          ownNotification(workspaceId, first.id),
          // What was sent and cannot be changed there is history: it must keep saying what was sent.
          changes ? undefined : and(eq(notifications.state, "queued"), sql`${notifications.sendingUntil} is null`),
        ),
      )
      .returning({ state: notifications.state });
    if (!after) continue;
    updated += 1;
    if (after.state === "sent") {
      await enqueue(tx, sendNotification, { workspaceId, channelId: first.channelId, notificationId: first.id });
    }
  }
  return { updated };
}
