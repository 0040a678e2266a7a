import type { Happening, ProviderCase } from "./provider-case.ts";
import { tokenRoute } from "./token-route.ts";

/** The Google Ads API of one manager account with one customer, in Vienna's time. */
export const googleAdsTwin: ProviderCase = {
  slug: "google-ads",
  env: (url) => ({ GOOGLE_ADS_API_URL: `${url}/google-ads`, GOOGLE_ADS_DEVELOPER_TOKEN: "developer-twin" }),
  routes: (happened) => (asked) => {
    if (asked.path === "/google/token") return tokenRoute(asked, { scope: "adwords" });
    if (!asked.path.startsWith("/google-ads/")) return null;
    if (asked.headers["developer-token"] !== "developer-twin" || asked.headers["login-customer-id"] !== "1111111111") {
      return [403, { error: { message: "The caller does not have permission" } }];
    }
    const query = String(asked.body.query ?? "");
    if (asked.path.endsWith("/customers:listAccessibleCustomers"))
      return [200, { resourceNames: ["customers/1111111111"] }];
    if (query.includes("FROM customer_client"))
      return [200, { results: [{ customerClient: { id: "2222222222", descriptiveName: "Shop" } }] }];
    return query.includes("FROM change_event") ? [200, { results: happened.map(change) }] : null;
  },
  before: { loginCustomerId: "1111111111" },
  refusal: "The code is not one of mine.",
  account: "1111111111",
  targets: { offered: ["2222222222"], chosen: ["2222222222"] },
  tells: { type: "ads.changed", subject: "Winter" },
};

function change({ number, at }: Happening) {
  return {
    customer: { timeZone: "Europe/Vienna" },
    campaign: { name: "Winter" },
    changeEvent: {
      resourceName: `customers/2222222222/changeEvents/${number}`,
      changeDateTime: `${at.toLocaleString("sv-SE", { timeZone: "Europe/Vienna" })}.000000`,
      changeResourceType: "CAMPAIGN_BUDGET",
      resourceChangeOperation: "UPDATE",
      userEmail: "ines@meridian.example",
    },
  };
}
