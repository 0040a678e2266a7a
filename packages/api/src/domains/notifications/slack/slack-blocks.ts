import type { ChannelDelivery } from "../channel-kind.ts";
import { notificationIdOutside } from "../notification-ids.ts";
import { clip } from "../notification-message.ts";

/** A block of Block Kit. https://docs.slack.dev/reference/block-kit/blocks */
export type SlackBlock = { type: string } & Record<string, unknown>;

const longest = { header: 150, section: 3000, field: 2000, quote: 3000, button: 75, value: 2000 } as const;
const mostFields = 10;
const mostQuotes = 6;

const marks = { critical: "Critical", error: "Error", warning: "Warning", info: "", ok: "" } as const;

/** Before the id of the message that a row of buttons belongs to. */
export const buttonsBlockPrefix = "plumbline:";

type Said = Pick<ChannelDelivery, "message" | "notification" | "placeUrl" | "workspaceName">;

/** The message in one line: for notifications on the phone, and for readers without blocks. */
export function slackText({ message, workspaceName }: Said): string {
  return escapeMrkdwn(clip(`${titleOf(message)} (${workspaceName})`, 500));
}

/** The message as Block Kit. */
export function slackBlocks(delivery: Said, { buttons }: { buttons: boolean }): SlackBlock[] {
  const { message, notification, placeUrl } = delivery;
  const { body, fields, quotes, acknowledged, resolved, actions, count } = message;
  const asks = buttons && actions.length > 0 && !resolved;
  const blocks: SlackBlock[] = [
    { type: "header", text: { type: "plain_text", text: clip(titleOf(message), longest.header), emoji: false } },
    ...(resolved ? [section(`*Resolved:* ${escapeMrkdwn(resolved.cause)}`)] : []),
    ...(acknowledged && !resolved ? [section(`*${escapeMrkdwn(acknowledged.by)}* is on it.`)] : []),
    ...(body.length > 0 ? [section(escapeMrkdwn(body.join("\n\n")))] : []),
  ];
  if (fields.length > 0) {
    blocks.push({
      type: "section",
      fields: fields
        .slice(0, mostFields)
        .map(({ label, value }) => mrkdwn(`*${escapeMrkdwn(label)}*\n${escapeMrkdwn(value)}`, longest.field)),
    });
  }
  for (const { label, text } of quotes.slice(0, mostQuotes))
    blocks.push(section(`*${escapeMrkdwn(label)}*`), preformatted(text));
  if (asks) blocks.push(buttonRow(message, notification));
  const happened = count ? `${count.toLocaleString("en")} times · ` : "";
  blocks.push({
    type: "context",
    elements: [mrkdwn(`${happened}<${placeUrl}|Look at it in Plumbline>`, longest.section)],
  });
  return blocks;
}

function titleOf({ title, severity, resolved }: ChannelDelivery["message"]): string {
  const mark = resolved ? "Resolved" : marks[severity];
  return mark ? `${mark}: ${title}` : title;
}

function buttonRow({ actions }: ChannelDelivery["message"], { id }: Said["notification"]): SlackBlock {
  return {
    type: "actions",
    block_id: `${buttonsBlockPrefix}${notificationIdOutside(id)}`,
    elements: actions.map(({ id: actionId, label, style, value }) => ({
      type: "button",
      action_id: actionId,
      text: { type: "plain_text", text: clip(label, longest.button), emoji: false },
      value: clip(value, longest.value),
      ...(style ? { style } : {}),
    })),
  };
}

function section(text: string): SlackBlock {
  return { type: "section", text: mrkdwn(text, longest.section) };
}

function mrkdwn(text: string, most: number) {
  return { type: "mrkdwn", text: clip(text, most) };
}

/** As it stands, whatever marks it holds: in mrkdwn a backtick would end it. */
function preformatted(text: string): SlackBlock {
  return {
    type: "rich_text",
    elements: [
      { type: "rich_text_preformatted", elements: [{ type: "text", text: clip(text, longest.quote) || " " }] },
    ],
  };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
