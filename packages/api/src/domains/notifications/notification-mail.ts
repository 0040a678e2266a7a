import type { MailContent } from "../../mail/mail-content.ts";
import type { ChannelDelivery } from "./channel-kind.ts";
import { plainBody } from "./plain-body.ts";

const marks = { critical: "Critical", error: "Error", warning: "Warning", info: "", ok: "" } as const;

/** A message as a mail. */
export function notificationMail({ channel, message, placeUrl, workspaceName }: ChannelDelivery): MailContent {
  const mark = message.resolved ? "Resolved" : marks[message.severity];
  return {
    template: "notifications.message",
    subject: `${mark ? `${mark}: ` : ""}${message.title} (${workspaceName})`,
    heading: message.title,
    paragraphs: plainBody(message),
    action: { label: message.actions.length > 0 ? "Look at it and act" : "Look at it", url: placeUrl },
    notes: [
      channel.userId
        ? "You choose what reaches you by mail in the console, at your account under notifications."
        : `This came through the channel ${channel.name} of ${workspaceName}. An admin can change or mute it.`,
    ],
  };
}
