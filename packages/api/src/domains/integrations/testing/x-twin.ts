import type { ProviderCase } from "./provider-case.ts";
import { tokenRoute } from "./token-route.ts";

/** X's API v2: one account, its posts and its mentions. */
export const xTwin: ProviderCase = {
  slug: "x",
  env: (url) => ({ X_API_URL: `${url}/x`, X_CLIENT_ID: "x-client", X_CLIENT_SECRET: "x-twin" }),
  routes: (happened) => (asked) => {
    if (asked.path === "/x/2/oauth2/token") return tokenRoute(asked);
    if (!asked.path.startsWith("/x/2/")) return null;
    if (asked.headers.authorization !== "Bearer good-token")
      return [401, { title: "Unauthorized", detail: "Unauthorized" }];
    switch (asked.path) {
      case "/x/2/users/me":
        return [200, { data: { id: "6253282", username: "meridian" } }];
      case "/x/2/users/6253282/tweets":
        return [200, asked.query.get("since_id") ? { meta: {} } : { data: [{ id: "1500", text: "Old" }], meta: {} }];
      case "/x/2/users/6253282/mentions": {
        const since = BigInt(asked.query.get("since_id") ?? "0");
        const posts = happened.map(({ number, at }) => ({
          id: String(2000 + number),
          text: `Hello ${number}`,
          author_id: "2244994945",
          created_at: at.toISOString(),
        }));
        return [200, { data: posts.filter(({ id }) => BigInt(id) > since), meta: {} }];
      }
      default:
        return null;
    }
  },
  refusal: "The code is not one of mine.",
  account: "meridian",
  tells: { type: "mention.received", subject: "6253282" },
};
