import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const wrap = (event: Record<string, unknown>, id: string) => ({
  token: "one-long-verification-token",
  team_id: "T123ABC456",
  api_app_id: "A123ABC456",
  event,
  type: "event_callback",
  authorizations: [{ team_id: "T123ABC456", user_id: "U0BOT00000", is_bot: true, is_enterprise_install: false }],
  event_id: id,
  event_time: 1355517523,
});
const said = {
  type: "message",
  channel: "C123ABC456",
  user: "U123ABC456",
  text: "Live long and prospect.",
  ts: "1355517523.000005",
  event_ts: "1355517523.000005",
  channel_type: "channel",
};

/** The payloads of https://docs.slack.dev/reference/events. */
export const slackSamples: ProviderSample[] = [
  { name: "a message in a channel", headers, body: wrap(said, "Ev123ABC456"), signals: ["message.posted"] },
  {
    name: "a reply in a thread, sent to the channel too",
    headers,
    body: wrap(
      { ...said, subtype: "thread_broadcast", thread_ts: "1355517500.000001", ts: "1355517530.000006" },
      "Ev123ABC457",
    ),
    signals: ["message.posted"],
  },
  {
    name: "a direct message",
    headers,
    body: wrap({ ...said, channel: "D024BE91L", channel_type: "im" }, "Ev123ABC458"),
    signals: ["direct_message.posted"],
  },
  {
    name: "a mention",
    headers,
    body: wrap(
      {
        type: "app_mention",
        user: "U061F7AUR",
        text: "<@U0BOT00000> is it everything a river should be?",
        ts: "1515449522.000016",
        channel: "C123ABC456",
        event_ts: "1515449522000016",
      },
      "Ev123ABC459",
    ),
    signals: ["mention.received"],
  },
  {
    name: "a reaction",
    headers,
    body: wrap(
      {
        type: "reaction_added",
        user: "U123ABC456",
        reaction: "thumbsup",
        item_user: "U222222222",
        item: { type: "message", channel: "C123ABC456", ts: "1360782400.498405" },
        event_ts: "1360782804.083113",
      },
      "Ev123ABC460",
    ),
    signals: ["reaction.added"],
  },
  {
    name: "the bot's own message, which is no signal",
    headers,
    body: wrap({ ...said, user: "U0BOT00000", bot_id: "B0BOT00000", app_id: "A123ABC456" }, "Ev123ABC461"),
    signals: [],
  },
  {
    name: "an edit, which is no signal",
    headers,
    body: wrap({ ...said, subtype: "message_changed", message: { ...said, text: "Live longer." } }, "Ev123ABC462"),
    signals: [],
  },
  {
    name: "the check of the address, which is no signal",
    headers,
    body: {
      token: "Jhj5dZrVaK7ZwHHjRyZWjbDl",
      challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
      type: "url_verification",
    },
    signals: [],
  },
];
