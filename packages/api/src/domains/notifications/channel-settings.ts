import type { App } from "../../app.ts";
import type { SealedPlace } from "../../vault/vault.ts";
import type { Channel, ChannelKind, ChannelSettings } from "./channel-kind.ts";

type Owner = Pick<Channel, "id" | "workspaceId">;

/**
 * Where a channel's secrets are sealed. Current and previous share one place: rotating moves the sealed text, and a secret is
 * never opened for it.
 */
export function channelSecretsPlace({ id, workspaceId }: Owner): SealedPlace {
  return { workspaceId, row: id, field: "channels.secrets" };
}

/** Everything that a channel is set up with, secrets opened. */
export function openChannelSettings(app: App, channel: Channel): ChannelSettings {
  return { ...(channel.config as Record<string, string>), ...openSecrets(app, channel, channel.secrets) };
}

/** The same with the secrets before the last rotation; null when their overlap has ended, or there are none. */
export function openPreviousSettings(app: App, channel: Channel, at: Date): ChannelSettings | null {
  const { previousSecrets, previousSecretsUntil } = channel;
  if (!previousSecrets || !previousSecretsUntil || previousSecretsUntil <= at) return null;
  return { ...(channel.config as Record<string, string>), ...openSecrets(app, channel, previousSecrets) };
}

/** Parts settings into what may be shown and what is sealed for the channel's row. */
export function storeChannelSettings(
  app: App,
  kind: ChannelKind,
  owner: Owner,
  settings: ChannelSettings,
): { config: Record<string, string>; secrets: string | null } {
  const secretNames = new Set(kind.fields.filter((field) => field.secret).map((field) => field.name));
  if (kind.madeSecret) secretNames.add(kind.madeSecret.field);
  const entries = Object.entries(settings);
  const secrets = Object.fromEntries(entries.filter(([name]) => secretNames.has(name)));
  const config = Object.fromEntries(entries.filter(([name]) => !secretNames.has(name)));
  const sealed =
    Object.keys(secrets).length > 0 ? app.vault.seal(JSON.stringify(secrets), channelSecretsPlace(owner)) : null;
  return { config, secrets: sealed };
}

function openSecrets(app: App, channel: Owner, sealed: string | null): Record<string, string> {
  return sealed ? (JSON.parse(app.vault.open(sealed, channelSecretsPlace(channel))) as Record<string, string>) : {};
}

/** What of a channel's settings may be shown. */
export function openPublicSettings({ config }: Pick<Channel, "config">): ChannelSettings {
  return config as Record<string, string>;
}
