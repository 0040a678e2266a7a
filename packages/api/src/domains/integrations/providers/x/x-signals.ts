import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";

const longestText = 2_000;

/** A post as webhook and poll know it. */
interface Post {
  id: string;
  text: string;
  author: string | undefined;
  conversation: string | undefined;
  at: Date;
}

/** A post of the account, or one that mentions it; the same by webhook and by poll. */
export function postSignal(type: "post.created" | "mention.received", account: string, post: Post): NormalisedSignal {
  const { id, text, author, conversation, at } = post;
  return {
    type,
    key: `${type}:${id}`,
    title: text.split("\n", 1)[0] || "A post",
    subject: account,
    url: `https://x.com/i/status/${id}`,
    actor: author,
    occurredAt: at,
    data: { post: id, thread: conversation ?? id, user: author ?? null, text: text.slice(0, longestText) },
  };
}

/** Reads a post of API v2. */
export function readPost(post: unknown, now: Date): Post | undefined {
  const id = readText(post, "id");
  return id
    ? {
        id,
        text: readText(post, "text") ?? "",
        author: readText(post, "author_id"),
        conversation: readText(post, "conversation_id"),
        at: readMoment(post, "created_at") ?? now,
      }
    : undefined;
}

/** Deliveries of the X Activity API, and those of the older Account Activity API. */
export function xSignals({ payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  return [...activity(payload, receivedAt), ...accountActivity(payload, receivedAt)];
}

function activity(payload: unknown, receivedAt: Date): NormalisedSignal[] {
  const event = readText(payload, "data.event_type");
  const account = readText(payload, "data.filter.user_id") ?? "unknown account";
  const post = readPost(readPath(payload, "data.payload"), receivedAt);
  if (!post) return [];
  if (event === "post.create") return [postSignal("post.created", account, post)];
  return event === "post.mention.create" ? [postSignal("mention.received", account, post)] : [];
}

function accountActivity(payload: unknown, receivedAt: Date): NormalisedSignal[] {
  const account = readText(payload, "for_user_id");
  if (!account) return [];
  return readList(payload, "tweet_create_events").flatMap((post) => {
    const id = readText(post, "id_str");
    if (!id) return [];
    const author = readText(post, "user.id_str");
    return [
      postSignal(author === account ? "post.created" : "mention.received", account, {
        id,
        text: readText(post, "text") ?? "",
        author,
        conversation: undefined,
        at: readMoment(post, "created_at") ?? receivedAt,
      }),
    ];
  });
}
