import type { ProviderAccess } from "../../integrations/index.ts";
import type { Notification } from "../channel-kind.ts";
import { notificationIdOutside } from "../notification-ids.ts";

/** The metadata's type, by which our messages are known among others. */
export const slackEventType = "plumbline_notification";

/** Milliseconds that Slack's clock may be behind ours. */
const skewMs = 60_000;

interface SlackHistory {
  messages?: { ts?: string; metadata?: { event_type?: string; event_payload?: { id?: string } } }[];
}

/**
 * Looks for a message that an attempt may have left behind whose answer never came: Slack takes no idempotency key, but shows the
 * metadata of what an app posted. https://docs.slack.dev/messaging/message-metadata
 * @returns its `ts`, or null when Slack does not have it
 * @throws ProviderError when Slack does not show the channel's history (scope `channels:history`, `groups:history`)
 */
export async function findSlackMessage(
  access: ProviderAccess,
  channel: string,
  threadTs: string | null,
  notification: Notification,
): Promise<string | null> {
  const oldest = String((notification.createdAt.getTime() - skewMs) / 1000);
  const path = threadTs ? "/conversations.replies" : "/conversations.history";
  const form = { channel, oldest, limit: "200", include_all_metadata: "true", ...(threadTs ? { ts: threadTs } : {}) };
  const { body } = await access.call<SlackHistory>("POST", path, { form, attempts: 1 });
  const id = notificationIdOutside(notification.id);
  const found = body.messages?.find(
    ({ metadata }) => metadata?.event_type === slackEventType && metadata.event_payload?.id === id,
  );
  return found?.ts ?? null;
}
