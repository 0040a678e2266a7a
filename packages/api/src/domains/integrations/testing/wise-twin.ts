import type { ProviderCase } from "./provider-case.ts";

/** Wise's API, as far as it is polled. */
export const wiseTwin: ProviderCase = {
  slug: "wise",
  env: (url) => ({ WISE_API_URL: `${url}/wise` }),
  routes:
    (happened) =>
    ({ path, headers, query }) => {
      if (!path.startsWith("/wise/")) return null;
      if (headers.authorization !== "Bearer good-token-of-wise-00") {
        return [401, { error: "invalid_token", error_description: "The token is not one of ours" }];
      }
      if (path === "/wise/v2/profiles") {
        return [
          200,
          [
            { id: 222, type: "BUSINESS", businessName: "Acme Ltd" },
            { id: 223, type: "PERSONAL", fullName: "A. Acme" },
          ],
        ];
      }
      if (path !== "/wise/v1/transfers" || query.get("profile") !== "222") return null;
      const since = Date.parse(query.get("createdDateStart") ?? "");
      const found = happened.filter(({ at }) => at.getTime() >= since);
      return [
        200,
        found.map(({ number, at }) => ({ id: 100 + number, status: "processing", created: at.toISOString() })),
      ];
    },
  fields: { good: { accessToken: "good-token-of-wise-00" }, bad: { accessToken: "bad-token-of-wise-000" } },
  refusal: "The token is not one of ours",
  account: "Acme Ltd",
  targets: { offered: ["222", "223"], chosen: ["222"] },
  tells: { type: "transfer.state_changed", subject: "transfer 10" },
};
