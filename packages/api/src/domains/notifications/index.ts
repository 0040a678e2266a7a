export { type Channel, type ChannelKind, defineChannelKind, type Notification } from "./channel-kind.ts";
export { type CreateChannelInput, createChannel } from "./channels/create-channel.ts";
export { notificationActionPressed } from "./events.ts";
export { ChannelRef } from "./graphql/channel-type.ts";
export { NotificationRef } from "./graphql/notification-type.ts";
export type { NotificationMessage, Severity } from "./notification-message.ts";
export { type QueuedNotification, type QueueNotificationInput, queueNotification } from "./queue-notification.ts";
export {
  type QueuedByWay,
  type QueuePersonalNotificationInput,
  queuePersonalNotification,
} from "./queue-personal-notification.ts";
export { type UpdateNotificationInput, updateNotification } from "./update-notification.ts";
