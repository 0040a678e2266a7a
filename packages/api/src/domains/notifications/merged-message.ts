import type { Db } from "@plumbline/db";
import { type NotificationMessage, notifications } from "@plumbline/db/schema";
import { and, count, eq, sql } from "drizzle-orm";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import type { Channel, Notification } from "./channel-kind.ts";
import { notificationMerged } from "./events.ts";
import { ownNotification } from "./lock-channel.ts";
import { channelIdOutside } from "./notification-ids.ts";
import { type Severity, severities } from "./notification-message.ts";

/** Titles that the message names. */
const namedTitles = 5;

interface Bulk {
  title: string;
  severity: Severity;
  n: number;
}

/** Ends the collecting: counts what was merged and writes the message that stands for it. Under the channel's lock nothing joins meanwhile. */
export async function writeMergedMessage(
  tx: Db,
  ctx: Context,
  channel: Channel,
  notification: Notification,
): Promise<Notification> {
  const { workspaceId, id } = notification;
  const merged = and(eq(notifications.workspaceId, workspaceId), eq(notifications.mergedIntoId, id));
  const title = sql<string>`${notifications.message} ->> 'title'`;
  const severity = sql<Severity>`${notifications.message} ->> 'severity'`;
  const bulks = await tx
    .select({ title, severity, n: count() })
    .from(notifications)
    .where(merged)
    .groupBy(title, severity);
  const mergedCount = bulks.reduce((sum, { n }) => sum + n, 0);
  const message = mergedMessage(channel, bulks, mergedCount);
  const [after] = await tx
    .update(notifications)
    .set({ collecting: false, mergedCount, message })
    .where(ownNotification(workspaceId, id))
    .returning();
  await recordEvent(tx, ctx, notificationMerged, {
    workspaceId,
    subjectId: id,
    tenantId: notification.tenantId,
    data: {
      channelId: channel.id,
      kind: channel.kind,
      title: message.title,
      subjectType: notification.subjectType,
      subjectId: notification.subjectId,
      count: mergedCount,
    },
  });
  return after as Notification;
}

function mergedMessage(channel: Channel, bulks: readonly Bulk[], total: number): NotificationMessage {
  const worstFirst = [...bulks].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.n - a.n,
  );
  const named = worstFirst.slice(0, namedTitles);
  const unnamed = total - named.reduce((sum, { n }) => sum + n, 0);
  const perSeverity = severities.map((one) => ({
    label: one,
    n: bulks.filter(({ severity }) => severity === one).reduce((sum, { n }) => sum + n, 0),
  }));
  return {
    title:
      total === 1
        ? "1 message was held back and is here"
        : `${total.toLocaleString("en")} messages were merged into this one`,
    body: [
      `${channel.name} takes ${channel.rateCount} messages in ${channel.rateSeconds} s; more came, so the rest is told here at once.`,
      ...named.map(({ title, n }) => (n === 1 ? title : `${n.toLocaleString("en")} × ${title}`)),
      ...(unnamed > 0 ? [`And ${unnamed.toLocaleString("en")} more.`] : []),
    ],
    severity: worstFirst[0]?.severity ?? "info",
    place: `channels/${channelIdOutside(channel.id)}?state=merged`,
    fields: perSeverity.filter(({ n }) => n > 0).map(({ label, n }) => ({ label, value: n.toLocaleString("en") })),
    quotes: [],
    actions: [],
    count: total,
  };
}
