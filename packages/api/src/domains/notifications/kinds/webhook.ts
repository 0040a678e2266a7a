import type { Context } from "../../../service/context.ts";
import { checkEndpointUrl, makeWebhookSecret, shownUrl, signWebhook } from "../../webhooks/index.ts";
import { callChannel } from "../call-channel.ts";
import { type ChannelDelivery, defineChannelKind, type SendOutcome } from "../channel-kind.ts";
import { notificationIdOutside } from "../notification-ids.ts";
import { webhookNotification } from "../webhook-notification.ts";

/** An address of the workspace's own, signed as Standard Webhooks says. */
export const webhookChannel = defineChannelKind({
  name: "webhook",
  title: "Webhook",
  description: "A signed POST to an address of yours, with the message as JSON.",
  guide: "webhook",
  fields: [
    {
      name: "url",
      label: "Address",
      help: "An https address that takes POST.",
      placeholder: "https://hooks.meridian.example/plumbline",
    },
  ],
  madeSecret: { field: "secret", make: makeWebhookSecret },
  repeats:
    "A worker that dies after your server answered makes a second request with the same webhook-id: keep the ids that you have worked on.",
  perMinute: 120,
  where: ({ url }) => shownUrl(url ?? "https://invalid"),
  async prepare(ctx, _workspaceId, settings) {
    await checkEndpointUrl(ctx.app, settings.url ?? "");
    return settings;
  },
  send: post,
});

async function post(ctx: Context, delivery: ChannelDelivery): Promise<SendOutcome> {
  const { settings, previousSettings, notification, at } = delivery;
  const body = JSON.stringify(webhookNotification(delivery));
  const secrets = [settings.secret, previousSettings?.secret].filter((one) => one !== undefined);
  const signature = signWebhook({ id: notificationIdOutside(notification.id), at, body, secrets });
  return await callChannel(ctx, delivery, {
    url: settings.url ?? "",
    headers: { "content-type": "application/json", "user-agent": "Plumbline-Webhooks/1", ...signature },
    body,
    farSide: shownUrl(settings.url ?? "https://invalid"),
    gone: [404, 410],
    nextStep: "Correct the receiver or the channel's address, then send a test.",
  });
}
