import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";

/** Characters of a message that are kept: enough to read a question, far from Slack's 40,000. */
const longestText = 2_000;
/** Messages with another subtype are housekeeping (joins, topics) or tell of an edit. */
const spoken = new Set([undefined, "thread_broadcast", "file_share", "me_message", "bot_message"]);
const channelEvents = new Map([
  ["channel", "message.channels"],
  ["group", "message.groups"],
  ["im", "message.im"],
  ["mpim", "message.mpim"],
]);

/** Slack's name of the event, as its app settings list it. */
export function slackEventName(payload: unknown): string | undefined {
  const type = readText(payload, "event.type");
  if (type !== "message") return type ?? readText(payload, "type");
  return channelEvents.get(readText(payload, "event.channel_type") ?? "") ?? type;
}

/** The facts in an Events API delivery. The poll brings what it finds into the same shape. */
export function slackSignals(delivery: ParsedDelivery): NormalisedSignal[] {
  const { payload } = delivery;
  const event = readPath(payload, "event");
  const team = readText(payload, "team_id") ?? "";
  switch (readText(event, "type")) {
    case "message":
      return isSpoken(payload) ? [message(event, team, delivery)] : [];
    case "app_mention":
      return isOwn(payload) ? [] : [mention(event, team, delivery)];
    case "reaction_added":
      return reaction(payload, team, delivery);
    case "app_uninstalled":
      return [uninstalled(payload, team, delivery)];
    default:
      return [];
  }
}

function isSpoken(payload: unknown): boolean {
  return spoken.has(readText(payload, "event.subtype")) && !isOwn(payload);
}

/** What our own bot said is no news to us, and answering to it would never end. */
function isOwn(payload: unknown): boolean {
  const app = readText(payload, "event.app_id") ?? readText(payload, "event.bot_profile.app_id");
  if (app !== undefined && app === readText(payload, "api_app_id")) return true;
  const user = readText(payload, "event.user");
  return readList(payload, "authorizations").some(
    (one) => readPath(one, "is_bot") === true && user !== undefined && readText(one, "user_id") === user,
  );
}

function message(event: unknown, team: string, { receivedAt }: ParsedDelivery): NormalisedSignal {
  const kind = readText(event, "channel_type");
  const type = kind === "im" ? "direct_message.posted" : "message.posted";
  return spokenFact(event, type, kind === "im" ? "A direct message" : "A message", team, receivedAt);
}

function mention(event: unknown, team: string, { receivedAt }: ParsedDelivery): NormalisedSignal {
  return spokenFact(event, "mention.received", "The bot was mentioned", team, receivedAt);
}

function spokenFact(event: unknown, type: string, fallback: string, team: string, receivedAt: Date): NormalisedSignal {
  const channel = readText(event, "channel") ?? "unknown channel";
  const ts = readText(event, "ts") ?? "";
  const thread = readText(event, "thread_ts") ?? ts;
  const text = (readText(event, "text") ?? "").slice(0, longestText);
  const user = readText(event, "user") ?? readText(event, "username");
  return {
    type,
    key: `${type}:${channel}:${ts}`,
    title: text.split("\n", 1)[0] || fallback,
    subject: channel,
    url: linkTo(team, channel, ts),
    actor: user,
    occurredAt: momentOf(ts) ?? receivedAt,
    data: {
      team,
      channel,
      channelType: readText(event, "channel_type") ?? null,
      ts,
      thread,
      isReply: thread !== ts,
      user: user ?? null,
      isBot: readText(event, "bot_id") !== undefined,
      text,
    },
  };
}

function reaction(payload: unknown, team: string, { receivedAt }: ParsedDelivery): NormalisedSignal[] {
  const event = readPath(payload, "event");
  const channel = readText(event, "item.channel");
  const ts = readText(event, "item.ts");
  if (readText(event, "item.type") !== "message" || !channel || !ts || isOwn(payload)) return [];
  const user = readText(event, "user");
  const name = readText(event, "reaction") ?? "unknown";
  return [
    {
      type: "reaction.added",
      key: `reaction.added:${channel}:${ts}:${name}:${user}`,
      title: `:${name}: on a message in ${channel}`,
      subject: channel,
      url: linkTo(team, channel, ts),
      actor: user,
      occurredAt: momentOf(readText(event, "event_ts")) ?? receivedAt,
      data: { team, channel, ts, reaction: name, user: user ?? null, author: readText(event, "item_user") ?? null },
    },
  ];
}

function uninstalled(payload: unknown, team: string, { receivedAt, deliveryId }: ParsedDelivery): NormalisedSignal {
  return {
    type: "app.uninstalled",
    key: `app.uninstalled:${team}:${readText(payload, "event_time") ?? deliveryId}`,
    title: "The Slack app was removed from the workspace",
    subject: team,
    occurredAt: receivedAt,
  };
}

/** A message's `ts` is its id and its moment: seconds with six decimals. */
function momentOf(ts: string | undefined): Date | undefined {
  const at = new Date(Number(ts ?? Number.NaN) * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** `message_ts` is not among the parameters that Slack documents for app_redirect; without it the channel opens. */
function linkTo(team: string, channel: string, ts: string): string {
  return `https://slack.com/app_redirect?${new URLSearchParams({ team, channel, message_ts: ts })}`;
}
