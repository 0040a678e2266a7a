import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { shopifyHiddenFailure, shopifyQuery } from "./shopify/shopify-graphql.ts";
import { mintShopifyToken, shopifyOAuth, shopifyToken } from "./shopify/shopify-oauth.ts";
import { shopifyPoll } from "./shopify/shopify-poll.ts";
import { shopifyRegistration } from "./shopify/shopify-registration.ts";
import { shopifySamples } from "./shopify/shopify-samples.ts";
import { shopifySignals } from "./shopify/shopify-signals.ts";

const clientDisabled = "Connecting by “Continue with Shopify”. An app of the shop's own works without it.";
const tokenHeader = "x-shopify-access-token";

/** A Shopify shop, through its Admin GraphQL API. https://shopify.dev/docs/api/admin-graphql */
export const shopify = defineProvider({
  slug: "shopify",
  name: "Shopify",
  category: "commerce",
  description: "Orders, refunds and theme changes of a shop as they happen.",
  docsUrl: "https://shopify.dev/docs/apps/build/webhooks",
  guide: "connect-shopify",
  feeds: ["signals", "evidence", "monitors"],
  freshness: {
    webhook: "within seconds",
    polling: "within about two minutes for orders and refunds; theme changes and uninstalling are not seen",
  },
  settings: [
    {
      name: "SHOPIFY_SHOP_URL",
      description: "Address of a shop; {shop} stands for its name.",
      secret: false,
      default: "https://{shop}.myshopify.com",
    },
    {
      name: "SHOPIFY_API_VERSION",
      description:
        "Version of the Admin API. Shopify keeps each for a year and answers older ones with the oldest it has.",
      secret: false,
      default: "2026-07",
    },
    {
      name: "SHOPIFY_CLIENT_ID",
      description: "Client id of an app of the Dev Dashboard or Partner Dashboard.",
      secret: false,
      disables: clientDisabled,
    },
    {
      name: "SHOPIFY_CLIENT_SECRET",
      description: "The app's client secret, with which Shopify also signs its webhooks.",
      disables: clientDisabled,
    },
  ],
  connect: [shopifyOAuth, shopifyToken],
  api: {
    baseUrl: "{SHOPIFY_SHOP_URL}",
    headers: ({ accessToken }): Record<string, string> => (accessToken ? { [tokenHeader]: accessToken } : {}),
    mintToken: mintShopifyToken,
    hiddenFailure: shopifyHiddenFailure,
  },
  checkCredentials,
  revoke,
  quietAfterSeconds: 3 * 86_400,
  webhook: {
    // What is signed holds no time; the header that does is not signed. Shopify's retries keep it and go on for four hours.
    signature: {
      kind: "hmac",
      header: "x-shopify-hmac-sha256",
      encoding: "base64",
      timestamp: { header: "x-shopify-triggered-at", unit: "iso", toleranceSeconds: 5 * 3600 },
    },
    secretSetting: "SHOPIFY_CLIENT_SECRET",
    secretField: "clientSecret",
    // One event (an order that is paid at once) may be told under several topics.
    deliveryId: ({ headers }) => {
      const event = headers["x-shopify-event-id"];
      return event ? `${event}:${headers["x-shopify-topic"]}` : undefined;
    },
    event: "x-shopify-topic",
  },
  registration: shopifyRegistration,
  poll: shopifyPoll,
  signals: shopifySignals,
  samples: shopifySamples,
});

async function checkCredentials(access: ProviderAccess) {
  // Before anything is stored nobody has minted a token yet.
  const minted = await mintShopifyToken(access);
  const headers: Record<string, string> = minted ? { [tokenHeader]: minted.accessToken } : {};
  const query = "query { shop { name myshopifyDomain } currentAppInstallation { accessScopes { handle } } }";
  const data = await shopifyQuery(access, query, {}, headers);
  const account = readText(data, "shop.myshopifyDomain") ?? `${access.credentials.shop}.myshopify.com`;
  const scopes = readList(data, "currentAppInstallation.accessScopes").flatMap((one) => readText(one, "handle") ?? []);
  return { account, externalAccount: account, scopes, text: `Shopify answered for ${account}` };
}

/** Uninstalls the app from the shop, where the grant came through it; a pasted token is the shop's own. ‡ Undocumented since REST became legacy. */
async function revoke(access: ProviderAccess) {
  if (access.credentials.method !== "oauth2") return;
  await access.call("DELETE", "/admin/api_permissions/current.json", { accept: [401, 404] });
}
