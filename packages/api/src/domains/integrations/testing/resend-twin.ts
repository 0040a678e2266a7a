import type { ProviderCase } from "./provider-case.ts";

/** Resend's API, as far as it is polled. */
export const resendTwin: ProviderCase = {
  slug: "resend",
  env: (url) => ({ RESEND_API_URL: `${url}/resend` }),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (!path.startsWith("/resend/")) return null;
      if (headers.authorization !== "Bearer re_good") {
        const message = "This API key is restricted to only send emails";
        return [401, { statusCode: 401, name: "restricted_api_key", message }];
      }
      if (path === "/resend/domains") return [200, { data: [{ id: "d1", name: "acme.example", status: "verified" }] }];
      if (path !== "/resend/emails") return null;
      const data = happened.map(({ number, at }) => ({
        id: `mail-${number}`,
        to: ["Somebody <somebody@customer.example>"],
        created_at: at.toISOString(),
        last_event: "bounced",
      }));
      const delivered = {
        id: "fine",
        to: ["a@b.example"],
        created_at: "2026-01-01T00:00:00Z",
        last_event: "delivered",
      };
      return [200, { object: "list", has_more: false, data: [...data.reverse(), delivered] }];
    },
  fields: { good: { accessToken: "re_good" }, bad: { accessToken: "re_sendonly" } },
  refusal: "This API key is restricted to only send emails",
  account: "Resend",
  tells: { type: "email.bounced", subject: "customer.example" },
};
