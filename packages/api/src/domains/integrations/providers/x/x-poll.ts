import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { PollContract } from "../../provider.ts";
import { postSignal, readPost } from "./x-signals.ts";

const mostPages = 5;
const fields = "tweet.fields=created_at,author_id,conversation_id";
/** Milliseconds since 1970 at which X's ids begin. */
const epoch = 1_288_834_974_657;

interface Cursor {
  account?: string;
  posts?: string;
  mentions?: string;
}

/** Both timelines after the newest id seen. https://docs.x.com/x-api/users/get-mentions */
export const xPoll: PollContract = {
  intervalSeconds: 300,
  async run(access, given) {
    const cursor = given as Cursor;
    const account = cursor.account ?? (await ownId(access));
    const posts = await after(access, `/users/${account}/tweets`, cursor.posts);
    const mentions = await after(access, `/users/${account}/mentions`, cursor.mentions);
    const signals: NormalisedSignal[] = [
      ...posts.fresh.map((post) => postSignal("post.created", account, post)),
      ...mentions.fresh.map((post) => postSignal("mention.received", account, post)),
    ];
    return { signals, cursor: { account, posts: posts.mark, mentions: mentions.mark } };
  },
  cursorAt: (at) => {
    const id = String(BigInt(Math.max(0, at.getTime() - epoch)) << 22n);
    return { posts: id, mentions: id };
  },
};

async function ownId(access: ProviderAccess): Promise<string> {
  const { body } = await access.call("GET", "/users/me");
  return readText(body, "data.id") ?? "";
}

/** @param mark newest id seen; without one this reading only finds it */
async function after(access: ProviderAccess, path: string, mark: string | undefined) {
  const found: unknown[] = [];
  let token = "";
  for (let page = 0; page < mostPages; page += 1) {
    const query = mark === undefined ? "max_results=5" : `max_results=100&since_id=${mark}`;
    const next = token ? `&pagination_token=${token}` : "";
    const { body } = await access.call("GET", `${path}?${query}&${fields}${next}`);
    found.push(...readList(body, "data"));
    token = readText(body, "meta.next_token") ?? "";
    if (!token || mark === undefined) break;
  }
  const posts = found.flatMap((post) => readPost(post, access.now) ?? []);
  const newest = posts.reduce((best, { id }) => (BigInt(id) > BigInt(best) ? id : best), mark ?? "1");
  const fresh = mark === undefined ? [] : posts.filter(({ id }) => BigInt(id) > BigInt(mark));
  return { mark: newest, fresh: fresh.reverse() };
}
