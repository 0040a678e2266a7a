import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readText } from "../provider/read-path.ts";
import type { PollContract } from "../provider.ts";
import { defineProvider } from "../provider.ts";

const byButton = "Connecting Spotify.";
/** Releases or episodes of one artist or show that are looked at. */
const latest = 20;

/** Spotify gives a release's day and no hour, so what is new is told by what was not there before. */
const poll: PollContract = {
  intervalSeconds: 900,
  async run(access, cursor) {
    const known = (cursor.known ?? {}) as Record<string, string[]>;
    const next: Record<string, string[]> = {};
    const signals: NormalisedSignal[] = [];
    for (const { id } of access.targets) {
      const entries = await readEntries(access, id);
      const before = known[id];
      next[id] = entries.map(({ entry }) => entry);
      if (before) signals.push(...entries.filter(({ entry }) => !before.includes(entry)).map(({ signal }) => signal));
    }
    return { signals, cursor: { known: next } };
  },
};

/** Spotify: the artists and shows that somebody follows. */
export const spotify = defineProvider({
  slug: "spotify",
  name: "Spotify",
  category: "media",
  description: "Releases of the artists and episodes of the shows that you follow.",
  docsUrl: "https://developer.spotify.com/documentation/web-api",
  guide: "connect-spotify",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about a quarter of an hour" },
  // Artists rest for months.
  quietAfterSeconds: 120 * 86_400,
  settings: [
    {
      name: "SPOTIFY_ACCOUNTS_URL",
      description: "Address where people allow access to Spotify.",
      secret: false,
      default: "https://accounts.spotify.com",
    },
    {
      name: "SPOTIFY_API_URL",
      description: "Address of Spotify's Web API.",
      secret: false,
      default: "https://api.spotify.com/v1",
    },
    {
      name: "SPOTIFY_CLIENT_ID",
      description: "Client id of your app: developer.spotify.com/dashboard.",
      secret: false,
      disables: byButton,
    },
    { name: "SPOTIFY_CLIENT_SECRET", description: "The client secret beside the client id.", disables: byButton },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{SPOTIFY_ACCOUNTS_URL}/authorize",
      tokenUrl: "{SPOTIFY_ACCOUNTS_URL}/api/token",
      clientIdSetting: "SPOTIFY_CLIENT_ID",
      clientSecretSetting: "SPOTIFY_CLIENT_SECRET",
      // Unconfirmed: that a token lives an hour; the answer's own expires_in is what counts.
      tokenAuth: "basic",
      scopes: ["user-follow-read", "user-library-read"],
    },
  ],
  api: {
    baseUrl: "{SPOTIFY_API_URL}",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/me");
    const account = readText(body, "id") ?? "unknown account";
    const name = readText(body, "display_name") ?? account;
    const scopes = (access.credentials.scope ?? "").split(" ").filter(Boolean);
    return { account, scopes, text: `Spotify answered for ${name}` };
  },
  targets: { noun: "artist or show", plural: "artists and shows", list: listFollowed },
  poll,
});

async function listFollowed(access: ProviderAccess) {
  const artists = await access.call("GET", "/me/following?type=artist&limit=50");
  const shows = await access.call("GET", "/me/shows?limit=50");
  return [
    ...readList(artists.body, "artists.items").map((artist) => asTarget(artist, "artist", "")),
    ...readList(shows.body, "items").map((item) => asTarget(item, "show", "show.")),
  ].flatMap((target) => target ?? []);
}

function asTarget(item: unknown, kind: "artist" | "show", path: string) {
  const id = readText(item, `${path}id`);
  return id ? { id: `${kind}/${id}`, name: `${readText(item, `${path}name`) ?? id} (${kind})` } : null;
}

async function readEntries(access: ProviderAccess, target: string) {
  const [kind, id = ""] = target.split("/");
  const path =
    kind === "show"
      ? `/shows/${id}/episodes?limit=${latest}`
      : `/artists/${id}/albums?include_groups=album,single&limit=${latest}`;
  const { body } = await access.call("GET", path);
  return readList(body, "items").flatMap((item) => {
    const entry = readText(item, "id");
    const type = kind === "show" ? "episode.published" : "album.released";
    return entry ? [{ entry, signal: released(item, { type, entry, target, now: access.now }) }] : [];
  });
}

function released(
  item: unknown,
  { type, entry, target, now }: { type: string; entry: string; target: string; now: Date },
): NormalisedSignal {
  const name = readText(item, "name") ?? "Untitled";
  return {
    type,
    key: `${type}:${entry}`,
    title: name,
    subject: target,
    url: readText(item, "external_urls.spotify"),
    actor: readText(readList(item, "artists")[0], "name"),
    occurredAt: readMoment(item, "release_date") ?? now,
    data: { id: entry, kind: readText(item, "album_type") ?? readText(item, "type") ?? null },
  };
}
