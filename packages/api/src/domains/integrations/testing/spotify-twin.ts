import type { ProviderCase } from "./provider-case.ts";
import { tokenRoute } from "./token-route.ts";

const client = `Basic ${Buffer.from("spotify-client:spotify-twin").toString("base64")}`;

/** Spotify's Web API, as far as it is polled. Its token endpoint wants the client in the header. */
export const spotifyTwin: ProviderCase = {
  slug: "spotify",
  env: (url) => ({
    SPOTIFY_ACCOUNTS_URL: `${url}/spotify-accounts`,
    SPOTIFY_API_URL: `${url}/spotify`,
    SPOTIFY_CLIENT_ID: "spotify-client",
    SPOTIFY_CLIENT_SECRET: "spotify-twin",
  }),
  routes: (happened) => (asked) => {
    if (asked.path === "/spotify-accounts/api/token") {
      return asked.headers.authorization === client ? tokenRoute(asked) : [400, { error: "invalid_client" }];
    }
    if (!asked.path.startsWith("/spotify/")) return null;
    if (asked.headers.authorization !== "Bearer good-token")
      return [401, { error: { message: "Invalid access token" } }];
    switch (asked.path) {
      case "/spotify/me":
        return [200, { id: "meridian", display_name: "Meridian" }];
      case "/spotify/me/following":
        return [200, { artists: { items: [{ id: "a1", name: "Otis" }] } }];
      case "/spotify/me/shows":
        return [200, { items: [{ show: { id: "s1", name: "Radio" } }] }];
      case "/spotify/artists/a1/albums":
        return [200, { items: [{ id: "old", name: "Old", release_date: "2020-01-01" }, ...happened.map(album)] }];
      default:
        return null;
    }
  },
  refusal: "The code is not one of mine.",
  account: "meridian",
  targets: { offered: ["artist/a1", "show/s1"], chosen: ["artist/a1"] },
  tells: { type: "album.released", subject: "artist/a1" },
};

function album({ number, at }: { number: number; at: Date }) {
  return { id: `al${number}`, name: `Album ${number}`, release_date: at.toISOString().slice(0, 10) };
}
