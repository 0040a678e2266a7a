import { channels, notificationAttempts, notifications } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, asc, eq, inArray } from "drizzle-orm";
import { loadNode } from "../../graphql/load-node.ts";
import { loadRow } from "../../graphql/load-row.ts";
import type { Context } from "../../service/context.ts";
import type { Channel, Notification } from "./channel-kind.ts";

export type NotificationAttempt = typeof notificationAttempts.$inferSelect;

/** Every attempt of a message, first to last. Messages of one page are read in one query. */
export async function loadAttempts(ctx: Context, { workspaceId, id }: Notification): Promise<NotificationAttempt[]> {
  const key = `notification_attempts:${workspaceId}`;
  const loader = (ctx.memo.get(key) as DataLoader<string, NotificationAttempt[]> | undefined) ?? new DataLoader(read);
  ctx.memo.set(key, loader);
  return await loader.load(id);

  async function read(ids: readonly string[]): Promise<NotificationAttempt[][]> {
    const mine = inArray(notificationAttempts.notificationId, [...ids]);
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(notificationAttempts)
        .where(and(eq(notificationAttempts.workspaceId, workspaceId), mine))
        .orderBy(asc(notificationAttempts.number)),
    );
    const byMessage = Map.groupBy(rows, (row) => row.notificationId);
    return ids.map((one) => byMessage.get(one) ?? []);
  }
}

const findChannel = loadNode(channels, "channels:read");
const findNotification = loadNode(notifications, "notifications:read");

/** A channel by its id; null for strangers, and for another member's own way. */
export async function loadChannel(id: string, ctx: Context): Promise<Channel | null> {
  const channel = await findChannel(id, ctx);
  return channel && isVisible(ctx, channel) ? channel : null;
}

/** A message by its id; null for strangers, and for what went to another member alone. */
export async function loadNotification(id: string, ctx: Context): Promise<Notification | null> {
  const notification = await findNotification(id, ctx);
  if (!notification) return null;
  const channel = await loadRow(ctx, channels, notification.workspaceId, notification.channelId);
  return channel && isVisible(ctx, channel) ? notification : null;
}

function isVisible({ actor }: Context, { userId }: Channel): boolean {
  return userId === null || actor.type === "system" || (actor.type === "user" && actor.userId === userId);
}
