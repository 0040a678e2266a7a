import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { muxSamples } from "./mux/mux-samples.ts";

/** What Mux tells of and what it is here. https://www.mux.com/docs/webhook-reference */
const deeds = new Map<string, { type: string; words: string; once: boolean }>(
  Object.entries({
    "video.asset.ready": { type: "asset.ready", words: "Asset ready", once: true },
    "video.asset.errored": { type: "asset.failed", words: "Asset failed", once: true },
    "video.asset.deleted": { type: "asset.deleted", words: "Asset deleted", once: true },
    "video.upload.errored": { type: "upload.failed", words: "Upload failed", once: true },
    "video.live_stream.active": { type: "stream.started", words: "Live stream started", once: false },
    "video.live_stream.idle": { type: "stream.ended", words: "Live stream ended", once: false },
    "video.live_stream.disconnected": {
      type: "stream.disconnected",
      words: "Live stream lost its encoder",
      once: false,
    },
  }),
);

/** Mux video. https://www.mux.com/docs/api-reference */
export const mux = defineProvider({
  slug: "mux",
  name: "Mux",
  category: "media",
  description: "Videos that become ready or fail, and live streams that start, end or lose their encoder.",
  docsUrl: "https://www.mux.com/docs/core/listen-for-webhooks",
  guide: "connect-mux",
  feeds: ["signals", "evidence"],
  freshness: { webhook: "within seconds", polling: "within about five minutes, for assets alone" },
  settings: [
    { name: "MUX_API_URL", description: "Address of Mux' API.", secret: false, default: "https://api.mux.com" },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "tokenId",
          label: "Token id",
          help: "Settings → Access Tokens → Generate new token, Mux Video with read permission, in the environment to watch.",
          secret: false,
          pattern: /^[0-9a-f-]{36}$/i,
        },
        { name: "tokenSecret", label: "Token secret", help: "Shown once beside the token id." },
        {
          name: "webhookSecret",
          label: "Webhook signing secret",
          help: "Settings → Webhooks → Show signing secret. Make the webhook after connecting, with the integration's address, and come back with it.",
          optional: true,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{MUX_API_URL}",
    headers: ({ tokenId, tokenSecret }) => ({
      authorization: `Basic ${Buffer.from(`${tokenId}:${tokenSecret}`).toString("base64")}`,
    }),
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/system/v1/whoami");
    const organisation = readText(body, "data.organization_name") ?? "an organisation";
    const environment = readText(body, "data.environment_name") ?? "an environment";
    const account = `${organisation}, ${environment}`;
    return { account, text: `Mux answered for ${account}` };
  },
  quietAfterSeconds: 14 * 86_400,
  webhook: {
    signature: {
      kind: "hmac",
      header: "mux-signature",
      fields: { signature: "v1", timestamp: "t" },
      signed: "{timestamp}.{body}",
      timestamp: { toleranceSeconds: 300 },
    },
    secretField: "webhookSecret",
    deliveryId: ({ payload }) => readText(payload, "id"),
    event: ({ payload }) => readText(payload, "type"),
  },
  // Newest first by creation; Mux asks for few calls. An asset is usually ready within the hour that is read again.
  poll: windowPoll({
    intervalSeconds: 300,
    overlapSeconds: 3_600,
    async read(access, since, page) {
      const number = Number(page ?? "1");
      const { body } = await access.call("GET", `/video/v1/assets?limit=100&page=${number}`);
      const items = readList(body, "data").map((asset) => {
        // Seconds since 1970, as text.
        const at = new Date(Number(readText(asset, "created_at") ?? access.now.getTime() / 1000) * 1000);
        const event = `video.asset.${readText(asset, "status")}`;
        return { at, signals: at >= since ? signal(event, asset, at) : [] };
      });
      const oldest = items.at(-1);
      return { items, next: items.length === 100 && oldest && oldest.at >= since ? String(number + 1) : undefined };
    },
  }),
  signals: ({ event, payload, receivedAt }) =>
    signal(event, readPath(payload, "data"), readMoment(payload, "created_at") ?? receivedAt, readText(payload, "id")),
  samples: muxSamples,
});

/** @param again names the happening, where it may happen to the same thing more than once */
function signal(event: string, thing: unknown, at: Date, again?: string): NormalisedSignal[] {
  const deed = deeds.get(event);
  const id = readText(thing, "id");
  if (!deed || !id) return [];
  const reason = String(readList(thing, "errors.messages")[0] ?? readText(thing, "error.message") ?? "");
  const name = readText(thing, "meta.title") ?? readText(thing, "passthrough")?.slice(0, 80) ?? id;
  return [
    {
      type: deed.type,
      key: `${deed.type}:${id}${deed.once ? "" : `:${again ?? at.toISOString()}`}`,
      occurredAt: at,
      title: `${deed.words}: ${name}${reason ? `: ${reason.slice(0, 200)}` : ""}`,
      subject: id,
      data: { id, status: readText(thing, "status"), duration: readPath(thing, "duration"), reason },
    },
  ];
}
