import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { metaFailure } from "./meta-ads/meta-failure.ts";
import { metaOAuth } from "./meta-ads/meta-oauth.ts";
import { metaPoll } from "./meta-ads/meta-poll.ts";
import { metaRegistration } from "./meta-ads/meta-registration.ts";
import { metaSamples } from "./meta-ads/meta-samples.ts";
import { metaSignals } from "./meta-ads/meta-signals.ts";

const byButton = "Connecting Meta Ads.";

/** Meta's Marketing API: ad accounts on Facebook and Instagram. */
export const metaAds = defineProvider({
  slug: "meta-ads",
  name: "Meta Ads",
  category: "marketing",
  description: "What changes in the ad accounts that you choose: campaigns, budgets, rejected ads.",
  docsUrl: "https://developers.facebook.com/docs/marketing-api",
  guide: "connect-meta-ads",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook: "within seconds for ads with issues and tired creatives",
    polling: "within about ten minutes for everything in the account's activity log",
  },
  // Campaigns run for weeks without a change.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    {
      name: "META_URL",
      description: "Address where people allow access.",
      secret: false,
      default: "https://www.facebook.com",
    },
    {
      name: "META_GRAPH_URL",
      description: "Address of the Graph API.",
      secret: false,
      default: "https://graph.facebook.com",
    },
    {
      name: "META_API_VERSION",
      description: "Version of the Graph API. Meta ends each about two years after its release.",
      secret: false,
      default: "v24.0",
    },
    {
      name: "META_APP_ID",
      description: "App ID: developers.facebook.com → your app → Settings → Basic.",
      secret: false,
      disables: byButton,
    },
    {
      name: "META_APP_SECRET",
      description: "App secret on the same page. Meta signs its deliveries with it too.",
      disables: byButton,
    },
  ],
  connect: [metaOAuth],
  api: {
    baseUrl: "{META_GRAPH_URL}/{META_API_VERSION}",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
    hiddenFailure: metaFailure,
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/me?fields=id,name");
    const name = readText(body, "name") ?? "unknown person";
    const account = `${name} (${readText(body, "id") ?? "no id"})`;
    return { account, text: `Meta answered for ${name}` };
  },
  async revoke(access) {
    await access.call("DELETE", "/me/permissions");
  },
  targets: { noun: "ad account", plural: "ad accounts", list: listAdAccounts },
  webhook: {
    signature: { kind: "hmac", header: "x-hub-signature-256", prefix: "sha256=" },
    secretSetting: "META_APP_SECRET",
    event: ({ payload }) => readText(payload, "object"),
    // https://developers.facebook.com/docs/graph-api/webhooks/getting-started
    challenge: (query, secrets) => {
      const token = query.get("hub.verify_token");
      const asked = query.get("hub.mode") === "subscribe" && token !== null && secrets.includes(token);
      return asked ? { status: 200, body: query.get("hub.challenge") ?? "" } : null;
    },
  },
  registration: metaRegistration,
  poll: metaPoll,
  signals: metaSignals,
  samples: metaSamples,
});

async function listAdAccounts(access: ProviderAccess) {
  const { body } = await access.call("GET", "/me/adaccounts?fields=id,name&limit=200");
  return readList(body, "data").flatMap((account) => {
    const id = readText(account, "id");
    return id ? [{ id, name: readText(account, "name") ?? id }] : [];
  });
}
