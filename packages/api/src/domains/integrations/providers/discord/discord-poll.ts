import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readMoment, readText } from "../../provider/read-path.ts";
import type { PollContract } from "../../provider.ts";
import { asBot, type DiscordChannel, discordChannels } from "./discord-guilds.ts";

interface Cursor {
  /** The bot's own id: its messages are left out. */
  self?: string;
  /** Id of the newest message seen in each channel. */
  channels?: Record<string, string>;
  /** For channels without a mark: where a back-fill begins. */
  since?: string;
}

const pageSize = 100;
const mostPages = 10;
const longestText = 2_000;
/** Milliseconds since 1970 at which Discord's ids begin. */
const discordEpoch = 1_420_070_400_000;
/** A plain message, and a reply; the others are Discord's own notes. */
const spoken = new Set(["0", "19"]);

/** https://docs.discord.com/developers/resources/message#get-channel-messages */
export const discordPoll: PollContract = {
  intervalSeconds: 60,
  async run(access, given) {
    const cursor = given as Cursor;
    if (access.targets.length === 0) return { signals: [], cursor: given };
    const self = cursor.self ?? (await botId(access));
    const readable = new Map((await discordChannels(access)).map((channel) => [channel.id, channel]));
    const channels: Record<string, string> = {};
    const signals: NormalisedSignal[] = [];
    for (const { id } of access.targets) {
      const channel = readable.get(id);
      if (!channel) continue;
      const mark = cursor.channels?.[id] ?? cursor.since;
      const messages = await readMessages(access, id, mark);
      channels[id] = messages.at(-1)?.id ?? mark ?? "0";
      if (mark === undefined) continue;
      signals.push(...messages.flatMap(({ id: message, body }) => signalOf(channel, message, body, self)));
    }
    return { signals, cursor: { self, channels } };
  },
  cursorAt: (at) => ({ since: String(BigInt(Math.max(0, at.getTime() - discordEpoch)) << 22n) }),
};

async function botId(access: ProviderAccess): Promise<string> {
  const { body } = await access.call("GET", "/users/@me", { headers: asBot(access) });
  return readText(body, "id") ?? "";
}

/** The oldest first. Without a mark only the newest one, to know where "from now on" begins. */
async function readMessages(access: ProviderAccess, channel: string, mark: string | undefined) {
  const found: { id: string; body: unknown }[] = [];
  let after = mark;
  for (let page = 0; page < mostPages; page += 1) {
    const query = after === undefined ? "limit=1" : `limit=${pageSize}&after=${after}`;
    const { body } = await access.call("GET", `/channels/${channel}/messages?${query}`, { headers: asBot(access) });
    const messages = readList({ body }, "body").flatMap((message) => {
      const id = readText(message, "id");
      return id && /^\d+$/.test(id) ? [{ id, body: message }] : [];
    });
    messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    found.push(...messages);
    after = messages.at(-1)?.id ?? after;
    if (mark === undefined || messages.length < pageSize) break;
  }
  return found;
}

function signalOf(channel: DiscordChannel, id: string, message: unknown, self: string): NormalisedSignal[] {
  const author = readText(message, "author.id");
  if (author === self || !spoken.has(readText(message, "type") ?? "0")) return [];
  const text = (readText(message, "content") ?? "").slice(0, longestText);
  const thread = readText(message, "message_reference.message_id") ?? id;
  return [
    {
      type: "message.posted",
      key: `message.posted:${channel.id}:${id}`,
      title: text.split("\n", 1)[0] || "A message",
      subject: `#${channel.name}`,
      url: `https://discord.com/channels/${channel.guild}/${channel.id}/${id}`,
      actor: readText(message, "author.username"),
      occurredAt: readMoment(message, "timestamp") ?? momentOf(id),
      data: {
        guild: channel.guild,
        channel: channel.id,
        message: id,
        thread,
        isReply: thread !== id,
        user: author ?? null,
        text,
      },
    },
  ];
}

function momentOf(id: string): Date {
  return new Date(Number(BigInt(id) >> 22n) + discordEpoch);
}
