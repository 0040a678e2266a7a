import type { Db } from "@plumbline/db";
import { channels, type NotificationMessage } from "@plumbline/db/schema";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { personalKinds } from "./find-channel-kind.ts";
import { type QueuedNotification, queueNotification } from "./queue-notification.ts";

export interface QueuePersonalNotificationInput {
  workspaceId: string;
  userId: string;
  /** The same key is the same message to this person. */
  dedupeKey: string;
  groupKey: string;
  message: NotificationMessage;
  subject: { type: string; id: string };
  tenantId?: string | null;
}

/** A message to a person, by one way. */
export interface QueuedByWay extends QueuedNotification {
  /** The kind's name: `inbox`, `email`, `web_push`. */
  way: string;
}

/**
 * Asks for a message to one member, by every way that there is. What the person chose is read when it goes out: a way that is
 * not wanted ends as suppressed and says so. In the caller's transaction.
 */
export async function queuePersonalNotification(
  tx: Db,
  ctx: Context,
  input: QueuePersonalNotificationInput,
): Promise<{ ways: QueuedByWay[] }> {
  const { workspaceId, userId, ...message } = input;
  const ways: QueuedByWay[] = [];
  for (const { id, kind } of await personalChannels(tx, ctx, workspaceId, userId)) {
    const queued = await queueNotification(tx, ctx, { workspaceId, channelId: id, ...message });
    ways.push({ way: kind, ...queued });
  }
  return { ways };
}

/** The member's own channels, made when they are first needed. */
async function personalChannels(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  userId: string,
): Promise<{ id: string; kind: string }[]> {
  const kinds = personalKinds();
  const names = kinds.map(({ name }) => name);
  const own = and(eq(channels.workspaceId, workspaceId), eq(channels.userId, userId), inArray(channels.kind, names));
  const read = () =>
    tx.select({ id: channels.id, kind: channels.kind }).from(channels).where(own).orderBy(channels.kind);
  const known = await read();
  if (known.length === kinds.length) return known;
  const now = ctx.app.clock.now();
  await tx
    .insert(channels)
    .values(
      kinds.map(({ name, title, perMinute }) => ({
        workspaceId,
        userId,
        kind: name,
        name: title,
        rateCount: perMinute,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .onConflictDoNothing({
      target: [channels.workspaceId, channels.userId, channels.kind],
      where: isNotNull(channels.userId),
    });
  return await read();
}
