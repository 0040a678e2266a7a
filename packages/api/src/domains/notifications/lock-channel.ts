import type { Db } from "@plumbline/db";
import { channels, notifications } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Channel, Notification } from "./channel-kind.ts";

/**
 * Takes the lock on a channel. Whoever also changes its messages takes this lock first. It lets others go on queueing: their
 * rows only need the channel's key to stay.
 */
export async function lockChannel(tx: Db, workspaceId: string, id: string): Promise<Channel | null> {
  const [channel] = await tx.select().from(channels).where(ownChannel(workspaceId, id)).for("no key update");
  return channel ?? null;
}

/** Takes the lock on a message; its channel's lock comes first. Null when it was cleaned away meanwhile. */
export async function lockNotification(tx: Db, workspaceId: string, id: string): Promise<Notification | null> {
  const [notification] = await tx
    .select()
    .from(notifications)
    .where(ownNotification(workspaceId, id))
    .for("no key update");
  return notification ?? null;
}

/** The clause for one channel. */
export function ownChannel(workspaceId: string, id: string) {
  return and(eq(channels.workspaceId, workspaceId), eq(channels.id, id));
}

/** The clause for one message. */
export function ownNotification(workspaceId: string, id: string) {
  return and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, id));
}
