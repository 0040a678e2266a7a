import type { OAuthMethod, TokenGrant } from "../../provider/connect-method.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readText } from "../../provider/read-path.ts";

/**
 * https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 * Meta knows no refresh token: a token is exchanged for one of about 60 days, and that one again before it ends.
 */
export const metaOAuth: OAuthMethod = {
  kind: "oauth2",
  authorizeUrl: "{META_URL}/{META_API_VERSION}/dialog/oauth",
  tokenUrl: "{META_GRAPH_URL}/{META_API_VERSION}/oauth/access_token",
  clientIdSetting: "META_APP_ID",
  clientSecretSetting: "META_APP_SECRET",
  scopes: ["ads_read"],
  // Unconfirmed: the comma; Meta's pages show it, and its older ones a space too.
  scopeSeparator: ",",
  // The token endpoint is asked by hand below, and documents no verifier.
  pkce: false,
  redeem: async (access, code, redirectUri) => {
    const short = await ask(access, { code, redirect_uri: redirectUri });
    return await exchange(access, short.accessToken);
  },
  renew: async (access) => await exchange(access, access.credentials.accessToken ?? ""),
};

async function exchange(access: ProviderAccess, token: string): Promise<TokenGrant> {
  return await ask(access, { grant_type: "fb_exchange_token", fb_exchange_token: token });
}

async function ask(access: ProviderAccess, form: Record<string, string>): Promise<TokenGrant> {
  const { body } = await access.call("POST", "/oauth/access_token", {
    form: {
      client_id: access.setting("META_APP_ID"),
      client_secret: access.setting("META_APP_SECRET"),
      ...form,
    },
  });
  const seconds = Number(readText(body, "expires_in"));
  return {
    accessToken: readText(body, "access_token") ?? "",
    ...(seconds > 0 ? { expiresAt: new Date(access.now.getTime() + seconds * 1000) } : {}),
  };
}
