import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { googleHeaders, googleOAuth, googleSettings, grantedScopes, revokeGoogle } from "./google/google-oauth.ts";

/** Uploads of one channel that one poll reads; more than these within ten minutes are not seen. */
const uploadsRead = 50;

/** YouTube channels: one's own and those that one has subscribed to. */
export const youtube = defineProvider({
  slug: "youtube",
  name: "YouTube",
  category: "media",
  description: "Videos as they are published, on your channels and on those that you have subscribed to.",
  docsUrl: "https://developers.google.com/youtube/v3/docs/playlistItems/list",
  guide: "connect-youtube",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about ten minutes" },
  // Channels rest for weeks.
  quietAfterSeconds: 60 * 86_400,
  settings: [
    ...googleSettings("YouTube"),
    {
      name: "YOUTUBE_API_URL",
      description: "Address of the YouTube Data API.",
      secret: false,
      default: "https://www.googleapis.com/youtube/v3",
    },
  ],
  connect: [googleOAuth(["https://www.googleapis.com/auth/youtube.readonly"])],
  api: { baseUrl: "{YOUTUBE_API_URL}", headers: googleHeaders },
  checkCredentials,
  revoke: revokeGoogle,
  targets: { noun: "channel", plural: "channels", list: listChannels },
  poll: windowPoll({
    // Each poll costs one unit and one for each channel, of 10,000 a day.
    intervalSeconds: 600,
    overlapSeconds: 3_600,
    read: async (access, since) => {
      const items = [];
      for (const playlist of await uploadLists(access)) items.push(...(await readUploads(access, playlist, since)));
      return { items };
    },
  }),
});

async function checkCredentials(access: ProviderAccess) {
  const { body } = await access.call("GET", "/channels?part=snippet&mine=true");
  const [channel] = readList(body, "items");
  // A Google account without a channel can still watch others.
  const account = readText(channel, "snippet.title") ?? "an account without a channel";
  return { account, scopes: grantedScopes(access), text: `YouTube answered for ${account}` };
}

async function listChannels(access: ProviderAccess) {
  const own = await access.call("GET", "/channels?part=snippet&mine=true");
  const followed = await access.call("GET", "/subscriptions?part=snippet&mine=true&maxResults=50&order=relevance");
  return [
    ...readList(own.body, "items").map((item) => asTarget(item, "id")),
    ...readList(followed.body, "items").map((item) => asTarget(item, "snippet.resourceId.channelId")),
  ].flatMap((target) => target ?? []);
}

function asTarget(item: unknown, idPath: string) {
  const id = readText(item, idPath);
  return id ? { id, name: readText(item, "snippet.title") ?? id } : null;
}

/** The playlists that hold what the chosen channels upload. */
async function uploadLists(access: ProviderAccess): Promise<string[]> {
  const ids = access.targets.slice(0, 50).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { body } = await access.call("GET", `/channels?part=contentDetails&maxResults=50&id=${ids.join(",")}`);
  return readList(body, "items").flatMap((item) => readText(item, "contentDetails.relatedPlaylists.uploads") ?? []);
}

/** @returns the public videos that were published at `since` or later; a channel without uploads answers 404 */
async function readUploads(access: ProviderAccess, playlist: string, since: Date) {
  const query = `part=snippet,contentDetails,status&maxResults=${uploadsRead}&playlistId=${playlist}`;
  const { status, body } = await access.call("GET", `/playlistItems?${query}`, { accept: [404] });
  if (status === 404) return [];
  return readList(body, "items").flatMap((item) => {
    const at = readMoment(item, "contentDetails.videoPublishedAt");
    const id = readText(item, "contentDetails.videoId");
    const isPublic = readText(item, "status.privacyStatus") === "public";
    return id && at && isPublic && at >= since ? [{ at, signals: [published(item, id, at)] }] : [];
  });
}

function published(item: unknown, id: string, at: Date): NormalisedSignal {
  const channel = readText(item, "snippet.channelTitle") ?? "unknown channel";
  return {
    type: "video.published",
    key: `video.published:${id}`,
    title: readText(item, "snippet.title") ?? "A video",
    subject: channel,
    url: `https://www.youtube.com/watch?v=${id}`,
    actor: channel,
    occurredAt: at,
    data: { video: id, channel: readText(item, "snippet.channelId") ?? null },
  };
}
