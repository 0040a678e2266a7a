import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";

const pageSize = 100;
const longestText = 2_000;

/** Yotpo reviews. Its webhooks are not documented in public, so it is polled. */
export const yotpo = defineProvider({
  slug: "yotpo",
  name: "Yotpo",
  category: "marketing",
  description: "Product reviews as customers write them.",
  docsUrl: "https://core-api.yotpo.com/reference/yotpo-authentication",
  guide: "connect-yotpo",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about ten minutes" },
  // A small shop hears little for weeks.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    {
      name: "YOTPO_API_URL",
      description: "Address of Yotpo's API.",
      secret: false,
      default: "https://api.yotpo.com",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "storeId",
          label: "Store ID",
          help: "Yotpo → Settings → Store settings → General settings; also called app key.",
          secret: false,
          pattern: /^[A-Za-z0-9_-]{4,100}$/,
        },
        { name: "apiSecret", label: "API secret", help: "The same page → Get secret key." },
      ],
    },
  ],
  api: {
    baseUrl: "{YOTPO_API_URL}",
    headers: ({ accessToken }): Record<string, string> => (accessToken ? { "x-yotpo-token": accessToken } : {}),
    mintToken,
  },
  async checkCredentials(access) {
    // The token is already proof of the secret; this shows that the store's reviews may be read with it.
    await readReviews(access, `count=1&page=1`);
    const { storeId = "unknown store" } = access.credentials;
    return { account: storeId, text: `Yotpo gave a token for ${storeId} and showed its reviews` };
  },
  poll: windowPoll({
    intervalSeconds: 600,
    overlapSeconds: 3_600,
    read: async (access, since, page = "1") => {
      const query = `since_date=${encodeURIComponent(since.toISOString())}&count=${pageSize}&page=${page}`;
      const reviews = await readReviews(access, query);
      const items = reviews.flatMap((review) => itemOf(access, review, since));
      return { items, next: reviews.length === pageSize ? String(Number(page) + 1) : undefined };
    },
  }),
});

/** Unconfirmed: how long a token lives; an hour is asked of none, so it is minted anew each hour. */
async function mintToken(access: ProviderAccess) {
  const { storeId = "", apiSecret = "" } = access.credentials;
  const path = `/core/v3/stores/${encodeURIComponent(storeId)}/access_tokens`;
  const { body } = await access.call("POST", path, { json: { secret: apiSecret } });
  return {
    accessToken: readText(body, "access_token") ?? "",
    expiresAt: new Date(access.now.getTime() + 3_600_000),
  };
}

/** Unconfirmed: that the core token is also the `utoken` of the reviews API. */
async function readReviews(access: ProviderAccess, query: string): Promise<unknown[]> {
  const { storeId = "", accessToken = "" } = access.credentials;
  const path = `/v1/apps/${encodeURIComponent(storeId)}/reviews?${query}&utoken=${encodeURIComponent(accessToken)}`;
  const { body } = await access.call("GET", path);
  return readList(body, "reviews");
}

function itemOf(access: ProviderAccess, review: unknown, since: Date): { at: Date; signals: NormalisedSignal[] }[] {
  const id = readText(review, "id");
  const at = readMoment(review, "created_at");
  if (!id || !at || at < since || readPath(review, "deleted") === true) return [];
  const score = Number(readText(review, "score") ?? Number.NaN);
  const store = access.credentials.storeId ?? "";
  const stars = Number.isInteger(score) ? `${score} of 5: ` : "";
  const signal: NormalisedSignal = {
    type: "review.created",
    key: `review.created:${store}:${id}`,
    title: `${stars}${readText(review, "title") ?? "A review"}`,
    subject: readText(review, "sku") ?? store,
    actor: readText(review, "name"),
    occurredAt: at,
    data: {
      review: id,
      score: Number.isInteger(score) ? score : null,
      sku: readText(review, "sku") ?? null,
      text: (readText(review, "content") ?? "").slice(0, longestText),
    },
  };
  return [{ at, signals: [signal] }];
}
