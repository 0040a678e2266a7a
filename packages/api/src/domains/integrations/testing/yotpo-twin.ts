import type { ProviderCase } from "./provider-case.ts";

/** Yotpo's API: a token for the store's secret, and its reviews. */
export const yotpoTwin: ProviderCase = {
  slug: "yotpo",
  env: (url) => ({ YOTPO_API_URL: `${url}/yotpo` }),
  routes: (happened) => (asked) => {
    if (asked.path === "/yotpo/core/v3/stores/store1/access_tokens") {
      return asked.body.secret === "good-secret"
        ? [200, { access_token: "minted" }]
        : [401, { errors: [{ message: "The secret does not fit the store." }] }];
    }
    if (asked.path !== "/yotpo/v1/apps/store1/reviews") return null;
    if (asked.query.get("utoken") !== "minted" || asked.headers["x-yotpo-token"] !== "minted") return [401, {}];
    return [
      200,
      {
        reviews: happened.map(({ number, at }) => ({
          id: number,
          title: "Good",
          content: "Fits.",
          score: 5,
          sku: "lamp",
          name: "Ada",
          created_at: at.toISOString(),
        })),
      },
    ];
  },
  fields: {
    good: { storeId: "store1", apiSecret: "good-secret" },
    bad: { storeId: "store1", apiSecret: "bad-secret" },
  },
  refusal: "The secret does not fit the store.",
  account: "store1",
  tells: { type: "review.created", subject: "lamp" },
};
