import { idOutside } from "../../graphql/id-outside.ts";
import type { ChannelDelivery } from "./channel-kind.ts";
import { channelIdOutside, notificationIdOutside } from "./notification-ids.ts";

/** What a webhook channel receives: `{type, timestamp, data}` as Standard Webhooks advises. The same bytes at each attempt. */
export function webhookNotification({ notification, channel, message, placeUrl }: ChannelDelivery) {
  const { title, body, severity, fields, quotes, resolved, count } = message;
  return {
    type: message.resolved ? "notification.resolved" : "notification",
    timestamp: notification.createdAt.toISOString(),
    data: {
      id: notificationIdOutside(notification.id),
      channelId: channelIdOutside(channel.id),
      workspaceId: idOutside("workspace", notification.workspaceId),
      tenantId: notification.tenantId && idOutside("tenant", notification.tenantId),
      group: notification.groupKey,
      subject: { type: notification.subjectType, id: idOutside(notification.subjectType, notification.subjectId) },
      title,
      body,
      severity,
      fields,
      quotes,
      url: placeUrl,
      resolved: resolved ?? null,
      count: count ?? 1,
      merged: notification.mergedCount,
    },
  };
}
