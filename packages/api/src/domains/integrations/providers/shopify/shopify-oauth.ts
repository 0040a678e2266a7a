import { createHmac, timingSafeEqual } from "node:crypto";
import { PreconditionError } from "../../../../service/errors.ts";
import type { ConnectField, OAuthMethod, TokenGrant, TokenMethod } from "../../provider/connect-method.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readText } from "../../provider/read-path.ts";

const shop: ConnectField = {
  name: "shop",
  label: "Shop name",
  help: "The part before .myshopify.com in the shop's admin address.",
  placeholder: "acme-outfitters",
  secret: false,
  pattern: /^[a-z0-9][a-z0-9-]{0,62}$/i,
};

/**
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 * Shopify's answers name no `token_type` and its offline tokens expire only when `expiring=1` asks for it, so the standard grant
 * does not fit.
 */
export const shopifyOAuth: OAuthMethod = {
  kind: "oauth2",
  authorizeUrl: "{SHOPIFY_SHOP_URL}/admin/oauth/authorize",
  tokenUrl: "{SHOPIFY_SHOP_URL}/admin/oauth/access_token",
  clientIdSetting: "SHOPIFY_CLIENT_ID",
  clientSecretSetting: "SHOPIFY_CLIENT_SECRET",
  scopes: ["read_orders", "read_themes"],
  scopeSeparator: ",",
  // Its documentation knows no code_challenge; what comes back is signed instead (`hmac`).
  pkce: false,
  fields: [shop],
  verifyCallback,
  redeem: async (access, code) => await tokenFor(access, { code, expiring: "1" }),
  // Shopify lets the old refresh token live until the new access token is first used.
  renew: async (access) =>
    await tokenFor(access, {
      grant_type: "refresh_token",
      refresh_token: access.credentials.refreshToken ?? "",
    }),
};

/** An app of the shop's own: a token that its admin shows once, or, since 2026, client credentials. Its secret signs the webhooks. */
export const shopifyToken: TokenMethod = {
  kind: "token",
  fields: [
    shop,
    {
      name: "clientSecret",
      label: "Client secret",
      help: "The app's API secret key: Shopify signs the webhooks with it.",
      placeholder: "shpss_…",
    },
    {
      name: "accessToken",
      label: "Admin API access token",
      help: "Of a custom app made in the shop's admin. Leave it empty for an app of the Dev Dashboard and fill in its client id.",
      placeholder: "shpat_…",
      optional: true,
      pattern: /^shp\w+$/,
    },
    {
      name: "clientId",
      label: "Client id",
      help: "Of an app of the Dev Dashboard that belongs to the same organisation as the shop.",
      secret: false,
      optional: true,
    },
  ],
};

/** The HMAC covers the query without itself, sorted by name. */
function verifyCallback(query: URLSearchParams, clientSecret: string): boolean {
  const rest = new URLSearchParams(query);
  const given = Buffer.from(rest.get("hmac") ?? "");
  for (const name of ["hmac", "signature"]) rest.delete(name);
  rest.sort();
  const expected = Buffer.from(createHmac("sha256", clientSecret).update(rest.toString()).digest("hex"));
  const named = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i.test(rest.get("shop") ?? "");
  return named && given.length === expected.length && timingSafeEqual(given, expected);
}

async function tokenFor(access: ProviderAccess, grant: Record<string, string>): Promise<TokenGrant> {
  const client = {
    client_id: access.setting("SHOPIFY_CLIENT_ID"),
    client_secret: access.setting("SHOPIFY_CLIENT_SECRET"),
  };
  const { body } = await access.call("POST", "/admin/oauth/access_token", { form: { ...client, ...grant } });
  const refreshToken = readText(body, "refresh_token");
  const scope = readText(body, "scope");
  const expiresAt = expiryOf(access, body);
  return {
    accessToken: readText(body, "access_token") ?? "",
    ...(refreshToken ? { refreshToken } : {}),
    ...(expiresAt ? { expiresAt } : {}),
    ...(scope ? { scope } : {}),
  };
}

/**
 * Client credentials for an app and a shop of one organisation: a token for 24 hours, without a refresh token.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant
 */
export async function mintShopifyToken(access: ProviderAccess) {
  const { accessToken, clientId, clientSecret = "" } = access.credentials;
  if (accessToken) return null;
  if (!clientId) {
    throw new PreconditionError(
      "Neither an Admin API access token nor a client id was given.",
      "Fill in the token of a custom app, or the client id of an app of the Dev Dashboard.",
    );
  }
  const { body } = await access.call("POST", "/admin/oauth/access_token", {
    form: { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" },
  });
  return {
    accessToken: readText(body, "access_token") ?? "",
    expiresAt: expiryOf(access, body) ?? new Date(access.now.getTime() + 86_400_000),
  };
}

function expiryOf(access: ProviderAccess, body: unknown): Date | undefined {
  const seconds = Number(readText(body, "expires_in") ?? 0);
  return seconds > 0 ? new Date(access.now.getTime() + seconds * 1000) : undefined;
}
