import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readPath, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { slackButtons } from "./slack/slack-buttons.ts";
import { slackFailure } from "./slack/slack-failure.ts";
import { slackOAuth } from "./slack/slack-oauth.ts";
import { slackPoll } from "./slack/slack-poll.ts";
import { slackSamples } from "./slack/slack-samples.ts";
import { slackEventName, slackSignals } from "./slack/slack-signals.ts";

const byButton = "Connecting by “Continue with Slack”. A bot token that somebody pastes works without it.";

/** Slack, as a bot in the channels that it was invited to. */
export const slack = defineProvider({
  slug: "slack",
  name: "Slack",
  category: "chat",
  description: "Messages, direct messages, mentions and reactions in the channels that the bot is in.",
  docsUrl: "https://docs.slack.dev/apis/events-api",
  guide: "connect-slack",
  feeds: ["signals", "evidence", "notifications"],
  freshness: {
    webhook: "within seconds",
    polling:
      "within about a minute for messages, direct messages and mentions, and for replies to a channel's latest 100 messages; reactions are not seen",
  },
  // A long weekend is quiet; more than that is not.
  quietAfterSeconds: 4 * 86_400,
  settings: [
    {
      name: "SLACK_API_URL",
      description: "Address of Slack. Change it only to put something else in its place.",
      secret: false,
      default: "https://slack.com",
    },
    {
      name: "SLACK_CLIENT_ID",
      description: "Client id of your Slack app: api.slack.com/apps → Basic Information.",
      secret: false,
      disables: byButton,
    },
    { name: "SLACK_CLIENT_SECRET", description: "The client secret beside the client id.", disables: byButton },
    {
      name: "SLACK_SIGNING_SECRET",
      description: "Signing Secret of your Slack app: Basic Information → App Credentials.",
      disables:
        "Deliveries to the app's one address; without it Slack is polled, or each pasted app needs its own signing secret.",
    },
  ],
  connect: [
    slackOAuth,
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "Bot token",
          help: "Your Slack app → OAuth & Permissions → Bot User OAuth Token.",
          placeholder: "xoxb-…",
          pattern: /^xoxb-[\w-]+$/,
        },
        {
          name: "signingSecret",
          label: "Signing secret",
          help: "Your Slack app → Basic Information → App Credentials. Leave it empty when it will be polled.",
          optional: true,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{SLACK_API_URL}/api",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
    hiddenFailure: slackFailure,
  },
  checkCredentials,
  revoke,
  targets: { noun: "channel", plural: "channels", list: listChannels },
  webhook: {
    signature: {
      kind: "hmac",
      header: "x-slack-signature",
      prefix: "v0=",
      signed: "v0:{timestamp}:{body}",
      timestamp: { header: "x-slack-request-timestamp", toleranceSeconds: 300 },
    },
    secretSetting: "SLACK_SIGNING_SECRET",
    secretField: "signingSecret",
    deliveryId: ({ payload }) => readText(payload, "event_id"),
    event: ({ payload }) => slackEventName(payload),
    route: ({ payload }) => {
      // Events name the team flat, interactions as an object.
      const account = readText(payload, "team_id") ?? readText(payload, "team.id");
      return account ? { account } : {};
    },
    // https://docs.slack.dev/reference/events/url_verification
    handshake: (payload) => {
      const type = readText(payload, "type");
      if (type === "url_verification") return { status: 200, body: readText(payload, "challenge") ?? "" };
      // An interaction wants 200, and a body would be shown as a message.
      return type === "block_actions" ? { status: 200, body: "" } : null;
    },
  },
  poll: slackPoll,
  buttons: slackButtons,
  signals: slackSignals,
  samples: slackSamples,
});

/** https://docs.slack.dev/reference/methods/auth.test: any valid token may call it, and it has a limit of its own. */
async function checkCredentials(access: ProviderAccess) {
  const { body, headers } = await access.call("POST", "/auth.test");
  const account = readText(body, "team") ?? "unknown workspace";
  const externalAccount = readText(body, "team_id");
  return {
    account,
    ...(externalAccount ? { externalAccount } : {}),
    scopes: (headers["x-oauth-scopes"] ?? "")
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean),
    text: `Slack answered for ${readText(body, "user") ?? "the bot"} in ${account}`,
  };
}

const pageSize = 200;
const mostPages = 3;

/** Channels that the bot is in come first: Slack tells it of no others. */
async function listChannels(access: ProviderAccess) {
  const channels: { id: string; name: string; isMember: boolean }[] = [];
  let cursor = "";
  for (let page = 0; page < mostPages; page += 1) {
    const { body } = await access.call("POST", "/conversations.list", {
      form: {
        types: "public_channel,private_channel",
        exclude_archived: "true",
        limit: String(pageSize),
        ...(cursor ? { cursor } : {}),
      },
    });
    for (const channel of readList(body, "channels")) {
      const id = readText(channel, "id");
      const isMember = readPath(channel, "is_member") === true;
      if (!id) continue;
      const name = `#${readText(channel, "name") ?? id}${isMember ? "" : " (invite the bot first)"}`;
      channels.push({ id, name, isMember });
    }
    cursor = readText(body, "response_metadata.next_cursor") ?? "";
    if (!cursor) break;
  }
  return channels.sort((a, b) => Number(b.isMember) - Number(a.isMember)).map(({ id, name }) => ({ id, name }));
}

/** A pasted token belongs to the person who made it and stays. https://docs.slack.dev/reference/methods/auth.revoke */
async function revoke(access: ProviderAccess) {
  if (access.credentials.method !== "oauth2") return;
  await access.call("POST", "/auth.revoke");
}
