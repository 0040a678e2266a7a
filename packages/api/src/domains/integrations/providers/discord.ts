import type { ProviderAccess } from "../provider/provider-access.ts";
import { readPath, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { asBot } from "./discord/discord-guilds.ts";
import { discordPoll } from "./discord/discord-poll.ts";
import { discordSamples } from "./discord/discord-samples.ts";
import { discordSignals } from "./discord/discord-signals.ts";
import { listChannels } from "./discord/list-channels.ts";

const byButton = "Connecting by “Continue with Discord”. A bot token that somebody pastes works without it.";

/** Discord, as a bot in the servers that it was added to. */
export const discord = defineProvider({
  slug: "discord",
  name: "Discord",
  category: "chat",
  description: "Messages in the channels that you choose, and the app being added to or removed from a server.",
  docsUrl: "https://docs.discord.com/developers/events/webhook-events",
  guide: "connect-discord",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook: "within seconds, that the app was added or removed; Discord sends no messages by webhook",
    polling: "within about a minute for messages",
  },
  settings: [
    {
      name: "DISCORD_URL",
      description: "Address of Discord. Change it only to put something else in its place.",
      secret: false,
      default: "https://discord.com",
    },
    {
      name: "DISCORD_CLIENT_ID",
      description: "Application ID: discord.com/developers → your application → OAuth2.",
      secret: false,
      disables: byButton,
    },
    { name: "DISCORD_CLIENT_SECRET", description: "The client secret on the same page.", disables: byButton },
    {
      name: "DISCORD_BOT_TOKEN",
      description: "Token of the application's bot: Bot → Reset Token.",
      disables: byButton,
    },
    {
      name: "DISCORD_PUBLIC_KEY",
      description: "Public key of the application: General Information.",
      secret: false,
      disables: "Webhook events to the app's one address.",
    },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{DISCORD_URL}/oauth2/authorize",
      tokenUrl: "{DISCORD_URL}/api/oauth2/token",
      clientIdSetting: "DISCORD_CLIENT_ID",
      clientSecretSetting: "DISCORD_CLIENT_SECRET",
      // Unconfirmed: that the refresh token, good for a token of seven days, is replaced with each use; the newest is kept anyway.
      scopes: ["identify", "guilds", "bot"],
      // View channels (1 << 10) and read message history (1 << 16).
      authorizeParams: { permissions: "66560" },
      readGrant: (answer) => ({
        guildId: readText(answer, "guild.id") ?? "",
        guildName: readText(answer, "guild.name") ?? "",
      }),
    },
    {
      kind: "token",
      fields: [
        {
          name: "botToken",
          label: "Bot token",
          help: "discord.com/developers → your application → Bot → Reset Token.",
          pattern: /^[\w-]+\.[\w-]+\.[\w-]+$/,
        },
        {
          name: "publicKey",
          label: "Public key",
          help: "General Information of the same application. Leave it empty when it will be polled.",
          secret: false,
          optional: true,
          pattern: /^[0-9a-f]{64}$/i,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{DISCORD_URL}/api/v10",
    headers: ({ botToken, accessToken }): Record<string, string> => {
      if (botToken) return { authorization: `Bot ${botToken}` };
      return accessToken ? { authorization: `Bearer ${accessToken}` } : {};
    },
  },
  checkCredentials,
  revoke,
  targets: { noun: "channel", plural: "channels", list: listChannels },
  webhook: {
    signature: {
      kind: "ed25519",
      header: "x-signature-ed25519",
      signed: "{timestamp}{body}",
      // Discord tries again for up to ten minutes, and does not say whether with the first timestamp.
      timestamp: { header: "x-signature-timestamp", toleranceSeconds: 900 },
    },
    secretSetting: "DISCORD_PUBLIC_KEY",
    secretField: "publicKey",
    event: ({ payload }) => readText(payload, "event.type") ?? (readPath(payload, "type") === 0 ? "PING" : undefined),
    route: ({ payload }) => {
      const account =
        readText(payload, "event.data.guild.id") ??
        readText(payload, "event.data.guild_id") ??
        readText(payload, "application_id");
      // A ping is for nobody in particular.
      return account && readPath(payload, "type") !== 0 ? { account } : {};
    },
    handshake: (payload) =>
      readPath(payload, "type") === 0
        ? { status: 204, headers: { "content-type": "application/json" }, body: "" }
        : null,
  },
  poll: discordPoll,
  signals: discordSignals,
  samples: discordSamples,
});

async function checkCredentials(access: ProviderAccess) {
  const { guildId, guildName, botToken } = access.credentials;
  if (botToken) {
    const { body } = await access.call("GET", "/applications/@me");
    const account = readText(body, "name") ?? "unknown application";
    const externalAccount = readText(body, "id");
    return {
      account,
      ...(externalAccount ? { externalAccount } : {}),
      text: `Discord answered for the bot ${account}`,
    };
  }
  // The person's token proves the grant, the bot's that it really sits in the server that the grant names.
  const { body } = await access.call("GET", "/users/@me");
  await access.call("GET", `/guilds/${guildId}`, { headers: asBot(access) });
  const account = guildName || (guildId ?? "unknown server");
  return {
    account,
    ...(guildId ? { externalAccount: guildId } : {}),
    scopes: (access.credentials.scope ?? "").split(" ").filter(Boolean),
    text: `Discord answered for ${readText(body, "username") ?? "the person"}, and for the bot in ${account}`,
  };
}

/** A pasted bot token belongs to the application's owner and stays. */
async function revoke(access: ProviderAccess) {
  const { method, accessToken = "" } = access.credentials;
  if (method !== "oauth2") return;
  const client = `${access.setting("DISCORD_CLIENT_ID")}:${access.setting("DISCORD_CLIENT_SECRET")}`;
  await access.call("POST", `${access.setting("DISCORD_URL")}/api/oauth2/token/revoke`, {
    form: { token: accessToken, token_type_hint: "access_token" },
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
  });
}
