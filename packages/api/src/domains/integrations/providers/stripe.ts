import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { stripeRegistration } from "./stripe/stripe-registration.ts";
import { stripeSamples } from "./stripe/stripe-samples.ts";
import { stripeEvents, stripeSignals } from "./stripe/stripe-signals.ts";

const connectDisabled = "Connecting by “Continue with Stripe” (Connect). A restricted key works without it.";

/** Stripe, by restricted key or as a Connect platform. https://docs.stripe.com/api */
export const stripe = defineProvider({
  slug: "stripe",
  name: "Stripe",
  category: "commerce",
  description: "Payments, refunds, disputes, invoices, subscriptions and payouts as they succeed or fail.",
  docsUrl: "https://docs.stripe.com/webhooks",
  guide: "connect-stripe",
  feeds: ["signals", "evidence", "monitors"],
  freshness: { webhook: "within seconds", polling: "within about a minute" },
  settings: [
    {
      name: "STRIPE_API_URL",
      description: "Address of Stripe's API.",
      secret: false,
      default: "https://api.stripe.com",
    },
    {
      name: "STRIPE_CONNECT_URL",
      description: "Address of Stripe's OAuth server.",
      secret: false,
      default: "https://connect.stripe.com",
    },
    {
      name: "STRIPE_CLIENT_ID",
      description: "The platform's client id (ca_…): Settings → Connect → Onboarding options → OAuth.",
      secret: false,
      disables: connectDisabled,
    },
    { name: "STRIPE_SECRET_KEY", description: "The platform's secret key (sk_…).", disables: connectDisabled },
    {
      name: "STRIPE_CONNECT_WEBHOOK_SECRET",
      description:
        "Signing secret (whsec_…) of the platform's Connect webhook endpoint that points to the app's webhook address.",
      disables: "Webhooks of accounts connected by “Continue with Stripe”; they have to be polled.",
    },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{STRIPE_CONNECT_URL}/oauth/authorize",
      tokenUrl: "{STRIPE_CONNECT_URL}/oauth/token",
      clientIdSetting: "STRIPE_CLIENT_ID",
      clientSecretSetting: "STRIPE_SECRET_KEY",
      scopes: ["read_only"],
      // https://docs.stripe.com/connect/oauth-reference knows no code_challenge.
      pkce: false,
      readGrant: (answer): Record<string, string> => {
        const stripeUserId = readText(answer, "stripe_user_id");
        return stripeUserId ? { stripeUserId } : {};
      },
    },
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "Restricted key",
          help: "Developers → API keys → Create restricted key, with read access to Events and write access to Webhook Endpoints.",
          placeholder: "rk_live_…",
          pattern: /^(rk|sk)_(live|test)_\w+$/,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{STRIPE_API_URL}",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
  },
  checkCredentials,
  revoke,
  // A shop that is closed for a night is not broken.
  quietAfterSeconds: 3 * 86_400,
  webhook: {
    signature: {
      kind: "hmac",
      header: "stripe-signature",
      fields: { signature: "v1", timestamp: "t" },
      signed: "{timestamp}.{body}",
      timestamp: { toleranceSeconds: 300 },
    },
    secretSetting: "STRIPE_CONNECT_WEBHOOK_SECRET",
    deliveryId: ({ payload }) => readText(payload, "id"),
    event: ({ payload }) => readText(payload, "type"),
    route: ({ payload }) => {
      const account = readText(payload, "account");
      return account ? { account } : {};
    },
  },
  registration: stripeRegistration,
  // Stripe keeps events for 30 days. https://docs.stripe.com/api/events/list
  poll: windowPoll({
    intervalSeconds: 60,
    overlapSeconds: 120,
    async read(access, since, page) {
      const query = new URLSearchParams({ limit: "100", "created[gte]": String(Math.floor(since.getTime() / 1000)) });
      for (const type of stripeEvents) query.append("types[]", type);
      if (page) query.set("starting_after", page);
      const { body } = await access.call("GET", `/v1/events?${query}`);
      const events = readList(body, "data");
      return {
        items: events.map((payload) => {
          const at = readMoment(payload, "created") ?? access.now;
          return { at, signals: stripeSignals({ payload, receivedAt: at }) };
        }),
        next: readPath(body, "has_more") === true ? readText(events.at(-1), "id") : undefined,
      };
    },
  }),
  signals: stripeSignals,
  samples: stripeSamples,
});

/** A restricted key need not be allowed to read the account; it must be allowed to read the events. */
async function checkCredentials(access: ProviderAccess) {
  const { accessToken = "", method, stripeUserId } = access.credentials;
  await access.call("GET", "/v1/events?limit=1");
  const found = await access.call("GET", "/v1/account", { accept: [401, 403] });
  const mode = /^(rk|sk)_test_/.test(accessToken) ? "test mode" : "live mode";
  const id = stripeUserId ?? (found.status === 200 ? readText(found.body, "id") : undefined);
  const name = readText(found.body, "business_profile.name") ?? readText(found.body, "settings.dashboard.display_name");
  const account = id ? `${name ?? id} (${mode})` : `an account that the key may not name (${mode})`;
  return {
    account,
    // Only Connect's deliveries are routed by the account; a key has a webhook of its own.
    ...(method === "oauth2" && id ? { externalAccount: id } : {}),
    text: `Stripe showed the events of ${account}`,
  };
}

/** A pasted key belongs to the person who made it; a Connect grant is ours to end. */
async function revoke(access: ProviderAccess) {
  const { method, stripeUserId } = access.credentials;
  if (method !== "oauth2" || !stripeUserId) return;
  await access.call("POST", `${access.setting("STRIPE_CONNECT_URL")}/oauth/deauthorize`, {
    headers: { authorization: `Bearer ${access.setting("STRIPE_SECRET_KEY")}` },
    form: { client_id: access.setting("STRIPE_CLIENT_ID"), stripe_user_id: stripeUserId },
  });
}
