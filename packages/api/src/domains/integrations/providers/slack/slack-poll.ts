import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { PollContract } from "../../provider.ts";
import { slackSignals } from "./slack-signals.ts";

/** Who the bot is, asked once: its own messages are left out. */
interface Self {
  user: string;
  team: string;
  app: string;
}

interface Cursor {
  self?: Self;
  /** The newest `ts` seen in each channel. */
  channels?: Record<string, string>;
  /** For channels without a mark: where a back-fill begins. */
  since?: string;
}

const pageSize = 100;
const mostPages = 10;
/** Threads of one channel that are read in one poll. */
const mostThreads = 20;
const mostDirect = 50;

/**
 * History of the chosen channels and of the bot's direct messages. Each poll reads a channel's latest 100 messages, because a reply
 * shows only at the message that its thread began with. https://docs.slack.dev/reference/methods/conversations.history
 */
export const slackPoll: PollContract = {
  intervalSeconds: 60,
  async run(access, given) {
    const cursor = given as Cursor;
    const self = cursor.self ?? (await whoAmI(access));
    const channels: Record<string, string> = {};
    const signals: NormalisedSignal[] = [];
    const direct = (await directMessages(access)).map((id) => ({ id, kind: "im" }));
    const chosen = access.targets.map(({ id }) => ({ id, kind: id.startsWith("G") ? "group" : "channel" }));
    for (const { id, kind } of [...chosen, ...direct]) {
      const polled = await pollChannel(access, id, cursor.channels?.[id] ?? cursor.since);
      channels[id] = polled.mark;
      for (const message of polled.fresh) signals.push(...signalsOf(message, id, kind, self, access.now));
    }
    return { signals, cursor: { self, channels } };
  },
  cursorAt: (at) => ({ since: `${Math.floor(at.getTime() / 1000)}.000000` }),
};

async function whoAmI(access: ProviderAccess): Promise<Self> {
  const { body } = await access.call("POST", "/auth.test");
  return {
    user: readText(body, "user_id") ?? "",
    team: readText(body, "team_id") ?? "",
    app: readText(body, "app_id") ?? access.credentials.slackAppId ?? "",
  };
}

async function directMessages(access: ProviderAccess): Promise<string[]> {
  const { body } = await access.call("POST", "/conversations.list", {
    form: { types: "im", limit: String(mostDirect) },
  });
  return readList(body, "channels").flatMap((channel) => readText(channel, "id") ?? []);
}

/** @param mark newest `ts` seen; without one this poll only finds it */
async function pollChannel(access: ProviderAccess, channel: string, mark: string | undefined) {
  const { messages } = await history(access, channel, mark);
  const newest = messages.flatMap((message) => [readText(message, "ts"), readText(message, "latest_reply")]);
  if (mark === undefined) return { mark: latest(newest, "0"), fresh: [] };
  const replies = await repliesTo(access, channel, messages, mark);
  const fresh = [...messages, ...replies].filter((message) => isAfter(readText(message, "ts"), mark));
  return {
    mark: latest([...newest, ...replies.map((reply) => readText(reply, "ts"))], mark),
    fresh: fresh.sort((a, b) => Number(readText(a, "ts")) - Number(readText(b, "ts"))),
  };
}

/** The latest messages, and older ones up to the mark. */
async function history(access: ProviderAccess, channel: string, mark: string | undefined) {
  const messages: unknown[] = [];
  let cursor = "";
  for (let page = 0; page < mostPages; page += 1) {
    const { body } = await access.call("POST", "/conversations.history", {
      form: { channel, limit: String(pageSize), ...(cursor ? { cursor } : {}) },
    });
    const found = readList(body, "messages");
    messages.push(...found);
    cursor = readText(body, "response_metadata.next_cursor") ?? "";
    if (!cursor || mark === undefined || !isAfter(readText(found.at(-1), "ts"), mark)) break;
  }
  return { messages };
}

async function repliesTo(access: ProviderAccess, channel: string, messages: readonly unknown[], mark: string) {
  const grown = messages.filter((message) => {
    const last = readText(message, "latest_reply");
    return Number(readPath(message, "reply_count") ?? 0) > 0 && (last === undefined || isAfter(last, mark));
  });
  const replies: unknown[] = [];
  for (const parent of grown.slice(0, mostThreads)) {
    const ts = readText(parent, "ts") ?? "";
    const { body } = await access.call("POST", "/conversations.replies", {
      form: { channel, ts, oldest: mark, limit: String(pageSize) },
    });
    replies.push(...readList(body, "messages").filter((reply) => readText(reply, "ts") !== ts));
  }
  return replies;
}

function signalsOf(message: unknown, channel: string, kind: string, self: Self, now: Date): NormalisedSignal[] {
  const event = { ...(message as object), channel, channel_type: kind };
  const wrap = (type: string) => ({
    team_id: self.team,
    api_app_id: self.app,
    authorizations: [{ user_id: self.user, is_bot: true }],
    event: { ...event, type },
  });
  const read = (type: string) =>
    slackSignals({ event: type, payload: wrap(type), headers: {}, receivedAt: now, deliveryId: "" });
  const mentioned = self.user !== "" && (readText(message, "text") ?? "").includes(`<@${self.user}>`);
  // A webhook tells of a mention besides the message, and a direct message needs none.
  return [...read("message"), ...(mentioned && kind !== "im" ? read("app_mention") : [])];
}

const isAfter = (ts: string | undefined, mark: string) => Number(ts ?? Number.NaN) > Number(mark);

/** Sixteen digits fit a double. */
function latest(all: readonly (string | undefined)[], floor: string): string {
  return all.reduce<string>((best, ts) => (ts !== undefined && Number(ts) > Number(best) ? ts : best), floor);
}
