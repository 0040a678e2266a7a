import type { Context } from "../../../service/context.ts";
import { checkEndpointUrl } from "../../webhooks/index.ts";
import { callChannel } from "../call-channel.ts";
import { type ChannelDelivery, defineChannelKind, type SendOutcome } from "../channel-kind.ts";
import { slackBlocks, slackText } from "../slack/slack-blocks.ts";

/**
 * A Slack incoming webhook: one address for one Slack channel. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * It answers `ok`, or a word: invalid_token, no_service, channel_is_archived, action_prohibited.
 */
export const slackWebhookChannel = defineChannelKind({
  name: "slack_webhook",
  title: "Slack incoming webhook",
  description:
    "Messages to one Slack channel by an address that Slack gives you. Without threads, buttons and changes.",
  guide: "slack-incoming-webhook",
  fields: [
    {
      name: "url",
      label: "Webhook address",
      help: "Your Slack app → Incoming Webhooks → Add New Webhook to Workspace.",
      placeholder: "https://hooks.slack.com/services/…",
      // Whoever has the address can post.
      secret: true,
    },
  ],
  repeats:
    "A worker that dies after Slack took a message posts it a second time: such an address knows no ids and shows nothing. The Slack app does better.",
  perMinute: 20,
  where: () => "Slack, by an incoming webhook",
  async prepare(ctx, _workspaceId, settings) {
    await checkEndpointUrl(ctx.app, settings.url ?? "");
    return settings;
  },
  send: post,
});

async function post(ctx: Context, delivery: ChannelDelivery): Promise<SendOutcome> {
  return await callChannel(ctx, delivery, {
    url: delivery.settings.url ?? "",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      text: slackText(delivery),
      blocks: slackBlocks(delivery, { buttons: false }),
      unfurl_links: false,
      unfurl_media: false,
    }),
    farSide: "Slack",
    gone: [404, 410],
    nextStep: "Make a new incoming webhook in your Slack app and put its address here.",
    faultIn: (status, said) =>
      status === 400 && /invalid_blocks|invalid_payload|no_text/.test(said) ? "message" : undefined,
    proofOf: (said) => `Slack answered “${said}” to “${delivery.message.title.slice(0, 120)}”`,
  });
}
