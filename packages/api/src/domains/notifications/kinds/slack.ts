import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { ProviderError } from "../../integrations/index.ts";
import {
  type ChannelDelivery,
  type ChannelSettings,
  defineChannelKind,
  type SendOutcome,
  type Taken,
} from "../channel-kind.ts";
import { notificationIdOutside } from "../notification-ids.ts";
import { findSlackMessage, slackEventType } from "../slack/find-slack-message.ts";
import { offeredSlackChannels } from "../slack/offered-slack-channels.ts";
import { slackAccess } from "../slack/slack-access.ts";
import { slackBlocks, slackText } from "../slack/slack-blocks.ts";
import { slackRefusal } from "../slack/slack-refusal.ts";

/** Slack's bot: threads, buttons that act, and messages that change. https://docs.slack.dev/reference/methods/chat.postMessage */
export const slackChannel = defineChannelKind({
  name: "slack",
  title: "Slack",
  description:
    "Messages with buttons in a Slack channel; what belongs together is one thread, and the first message shows how it stands.",
  guide: "slack",
  fields: [
    {
      name: "integrationId",
      label: "Slack workspace",
      help: "One that is connected under Integrations.",
      integrationOf: "slack",
    },
    {
      name: "channel",
      label: "Slack channel",
      help: "Its name or id. Invite the bot into it first.",
      placeholder: "#ops",
    },
  ],
  repeats:
    "Slack has no idempotency key: after an attempt whose answer never came, Plumbline first looks into the channel for its own mark. Only where Slack does not show the channel's history can a message come twice.",
  // Slack takes about one message a second and channel; people take fewer.
  perMinute: 20,
  showsState: true,
  buttonsAct: true,
  where: ({ channel }) => channel ?? "Slack",
  prepare: findChannel,
  send: async (ctx, delivery) => await speak(() => post(ctx, delivery)),
  update: async (ctx, delivery, remote) => await speak(() => change(ctx, delivery, remote)),
});

async function speak(call: () => Promise<Taken>): Promise<SendOutcome> {
  try {
    return await call();
  } catch (error) {
    return slackRefusal(error);
  }
}

/** Slack's history and changes want the channel's id; people know its name. */
async function findChannel(ctx: Context, workspaceId: string, settings: ChannelSettings): Promise<ChannelSettings> {
  const { channel = "", integrationId = "" } = settings;
  const offered = await offeredSlackChannels(ctx, workspaceId, integrationId);
  if (!offered) return withoutId(settings);
  const wanted = channel.replace(/^#/, "").toLowerCase();
  const found = offered.find(({ id, name }) => id === channel || name.toLowerCase() === wanted);
  if (found) return { ...settings, channel: `#${found.name}`, channelId: found.id };
  if (/^[CG][A-Z0-9]{6,}$/.test(channel)) return { ...settings, channelId: channel };
  throw new InvalidInputError(
    [{ path: ["settings", "channel"], message: `Slack shows no channel ${channel} to the bot.` }],
    "Check the name; a private channel is shown once the bot was invited into it.",
  );
}

function withoutId({ channelId: _old, ...settings }: ChannelSettings): ChannelSettings {
  return settings;
}

interface Posted {
  ts?: string;
  channel?: string;
}

async function post(ctx: Context, delivery: ChannelDelivery): Promise<Taken> {
  const { settings, channel, notification, root, uncertain } = delivery;
  const access = await slackAccess(ctx, channel.workspaceId, settings.integrationId ?? "");
  const id = typeof root?.channel === "string" ? root.channel : (settings.channelId ?? settings.channel ?? "");
  const threadTs = typeof root?.ts === "string" ? root.ts : null;
  if (uncertain) {
    const ts = await findSlackMessage(access, id, threadTs, notification).catch(unlessHidden);
    if (ts) return taken(delivery, 200, { channel: id, ts }, "Slack has it from an attempt before.");
  }
  const { body, status } = await access.call<Posted>("POST", "/chat.postMessage", {
    json: {
      channel: id,
      text: slackText(delivery),
      // In a thread the buttons stand at its first message, which changes.
      blocks: slackBlocks(delivery, { buttons: threadTs === null }),
      ...(threadTs ? { thread_ts: threadTs } : {}),
      metadata: { event_type: slackEventType, event_payload: { id: notificationIdOutside(notification.id) } },
      unfurl_links: false,
      unfurl_media: false,
    },
    attempts: 1,
  });
  return taken(delivery, status, { channel: body.channel ?? id, ts: body.ts ?? "" }, `ok, ts ${body.ts ?? "unknown"}`);
}

/** A history that Slack does not show cannot be looked into: rather twice than never. Everything else is tried again. */
function unlessHidden(error: unknown): null {
  const hidden = new Set(["forbidden", "not_found", "refused"]);
  if (error instanceof ProviderError && hidden.has(error.failure)) return null;
  throw error;
}

async function change(
  ctx: Context,
  delivery: ChannelDelivery,
  remote: Readonly<Record<string, unknown>>,
): Promise<Taken> {
  const { settings, channel } = delivery;
  const access = await slackAccess(ctx, channel.workspaceId, settings.integrationId ?? "");
  const { status } = await access.call("POST", "/chat.update", {
    json: {
      channel: remote.channel,
      ts: remote.ts,
      text: slackText(delivery),
      blocks: slackBlocks(delivery, { buttons: true }),
    },
    attempts: 1,
  });
  return taken(delivery, status, remote, "ok, changed");
}

function taken(
  { message, settings }: ChannelDelivery,
  status: number,
  remote: Readonly<Record<string, unknown>>,
  response: string,
): Taken {
  const where = settings.channel ?? "Slack";
  return {
    result: "taken",
    status,
    response,
    remote,
    proof: { what: `“${message.title.slice(0, 120)}” stands in ${where}`, from: "Slack" },
  };
}
