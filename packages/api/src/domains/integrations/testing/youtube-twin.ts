import type { ProviderCase } from "./provider-case.ts";
import { tokenRoute } from "./token-route.ts";

/** YouTube's Data API, as far as it is polled. */
export const youtubeTwin: ProviderCase = {
  slug: "youtube",
  env: (url) => ({
    YOUTUBE_API_URL: `${url}/youtube`,
    GOOGLE_OAUTH_URL: `${url}/google`,
    GOOGLE_CLIENT_ID: "client.apps.googleusercontent.com",
    GOOGLE_CLIENT_SECRET: "GOCSPX-twin",
  }),
  routes: (happened) => (asked) => {
    if (asked.path === "/google/token") return tokenRoute(asked, { scope: "youtube.readonly" });
    if (!asked.path.startsWith("/youtube/")) return null;
    if (asked.headers.authorization !== "Bearer good-token")
      return [401, { error: { message: "Invalid Credentials" } }];
    switch (asked.path) {
      case "/youtube/channels":
        return asked.query.get("mine")
          ? [200, { items: [{ id: "UCown", snippet: { title: "Meridian" } }] }]
          : [200, { items: [{ contentDetails: { relatedPlaylists: { uploads: "UUown" } } }] }];
      case "/youtube/subscriptions":
        return [200, { items: [{ snippet: { title: "Rival", resourceId: { channelId: "UCrival" } } }] }];
      case "/youtube/playlistItems":
        return [200, { items: happened.map(({ number, at }) => video(number, at)) }];
      default:
        return null;
    }
  },
  refusal: "The code is not one of mine.",
  account: "Meridian",
  targets: { offered: ["UCown", "UCrival"], chosen: ["UCown"] },
  tells: { type: "video.published", subject: "Meridian" },
};

function video(number: number, at: Date) {
  return {
    snippet: { title: `Video ${number}`, channelTitle: "Meridian", channelId: "UCown" },
    contentDetails: { videoId: `v${number}`, videoPublishedAt: at.toISOString() },
    status: { privacyStatus: "public" },
  };
}
