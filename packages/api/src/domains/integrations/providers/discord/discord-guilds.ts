import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";

/** A channel that can hold messages. */
export interface DiscordChannel {
  id: string;
  name: string;
  guild: string;
  guildName: string;
}

const mostGuilds = 20;
/** Text and announcement channels. */
const textTypes = new Set(["0", "5"]);

/** Messages are the bot's to read, never the person's: with a grant it is the operator's bot. */
export function asBot(access: ProviderAccess): Record<string, string> {
  const token = access.credentials.botToken ?? access.setting("DISCORD_BOT_TOKEN");
  return { authorization: `Bot ${token}` };
}

/**
 * The channels that this integration may read. With a grant these are the channels of the one server that was granted: the
 * operator's bot sits in the servers of other people too.
 */
export async function discordChannels(access: ProviderAccess): Promise<DiscordChannel[]> {
  const headers = asBot(access);
  const channels: DiscordChannel[] = [];
  for (const guild of await guildsOf(access, headers)) {
    const { body } = await access.call("GET", `/guilds/${guild.id}/channels`, { headers });
    for (const channel of readList({ body }, "body")) {
      const id = readText(channel, "id");
      if (!id || !textTypes.has(readText(channel, "type") ?? "")) continue;
      channels.push({ id, name: readText(channel, "name") ?? id, guild: guild.id, guildName: guild.name });
    }
  }
  return channels;
}

async function guildsOf(access: ProviderAccess, headers: Record<string, string>) {
  const { botToken, guildId, guildName = "" } = access.credentials;
  if (!botToken) return guildId ? [{ id: guildId, name: guildName }] : [];
  const { body } = await access.call("GET", `/users/@me/guilds?limit=${mostGuilds}`, { headers });
  return readList({ body }, "body").flatMap((guild) => {
    const id = readText(guild, "id");
    return id ? [{ id, name: readText(guild, "name") ?? id }] : [];
  });
}
