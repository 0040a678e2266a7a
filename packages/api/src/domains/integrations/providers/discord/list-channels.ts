import type { ProviderAccess } from "../../provider/provider-access.ts";
import { discordChannels } from "./discord-guilds.ts";

/** Channels to choose from; with more than one server each says whose it is. */
export async function listChannels(access: ProviderAccess) {
  const channels = await discordChannels(access);
  const isSeveral = new Set(channels.map(({ guild }) => guild)).size > 1;
  return channels.map(({ id, name, guildName }) => ({
    id,
    name: isSeveral ? `#${name} (${guildName})` : `#${name}`,
  }));
}
