import type { ProviderCase } from "./provider-case.ts";

/** Klaviyo's API, as far as it is polled. */
export const klaviyoTwin: ProviderCase = {
  slug: "klaviyo",
  env: (url) => ({ KLAVIYO_API_URL: `${url}/klaviyo` }),
  routes: (happened) => (asked) => {
    if (!asked.path.startsWith("/klaviyo/api/")) return null;
    if (!asked.headers.revision) return [400, { errors: [{ detail: "The revision header is missing." }] }];
    if (asked.headers.authorization !== "Klaviyo-API-Key pk_goodgoodgood") {
      return [401, { errors: [{ title: "Authentication failed.", detail: "The API key is invalid." }] }];
    }
    switch (asked.path) {
      case "/klaviyo/api/accounts":
        return [
          200,
          { data: [{ id: "AbCdEf", attributes: { contact_information: { organization_name: "Meridian" } } }] },
        ];
      case "/klaviyo/api/lists":
        return [200, { data: [{ id: "L1", attributes: { name: "Newsletter" } }] }];
      case "/klaviyo/api/lists/L1/profiles":
        return [
          200,
          {
            data: happened.map(({ number, at }) => ({
              id: `01P${number}`,
              attributes: { joined_group_at: at.toISOString() },
            })),
            links: { next: null },
          },
        ];
      default:
        return null;
    }
  },
  fields: { good: { apiKey: "pk_goodgoodgood" }, bad: { apiKey: "pk_badbadbadbad" } },
  refusal: "The API key is invalid.",
  account: "Meridian",
  targets: { offered: ["L1"], chosen: ["L1"] },
  tells: { type: "list.joined", subject: "Newsletter" },
};
