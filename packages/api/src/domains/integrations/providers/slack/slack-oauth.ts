import type { OAuthMethod, TokenGrant } from "../../provider/connect-method.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readText } from "../../provider/read-path.ts";

/**
 * https://docs.slack.dev/authentication/installing-with-oauth
 * Redeemed by hand: Slack says `token_type: bot`, which is no type that an OAuth library takes.
 */
export const slackOAuth: OAuthMethod = {
  kind: "oauth2",
  authorizeUrl: "{SLACK_API_URL}/oauth/v2/authorize",
  tokenUrl: "{SLACK_API_URL}/api/oauth.v2.access",
  clientIdSetting: "SLACK_CLIENT_ID",
  clientSecretSetting: "SLACK_CLIENT_SECRET",
  scopes: [
    "channels:read",
    "channels:history",
    "groups:read",
    "groups:history",
    "im:read",
    "im:history",
    "reactions:read",
    "app_mentions:read",
  ],
  scopeSeparator: ",",
  // PKCE once used makes the Slack app a public client for good: its secret would never be taken again.
  pkce: false,
  redeem: async (access, code, redirectUri) => await grant(access, { code, redirect_uri: redirectUri }),
  // Only apps with token rotation have a refresh token: 12 hours, and the old one is revoked with the exchange.
  renew: async (access) =>
    await grant(access, { grant_type: "refresh_token", refresh_token: access.credentials.refreshToken ?? "" }),
};

async function grant(access: ProviderAccess, form: Record<string, string>): Promise<TokenGrant> {
  const client = `${access.setting("SLACK_CLIENT_ID")}:${access.setting("SLACK_CLIENT_SECRET")}`;
  const { body } = await access.call("POST", "/oauth.v2.access", {
    form,
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
  });
  const refreshToken = readText(body, "refresh_token");
  const seconds = Number(readText(body, "expires_in"));
  const scope = readText(body, "scope");
  const more = Object.entries({
    teamId: readText(body, "team.id"),
    botUserId: readText(body, "bot_user_id"),
    slackAppId: readText(body, "app_id"),
  }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return {
    accessToken: readText(body, "access_token") ?? "",
    ...(refreshToken ? { refreshToken } : {}),
    ...(seconds > 0 ? { expiresAt: new Date(access.now.getTime() + seconds * 1000) } : {}),
    ...(scope ? { scope } : {}),
    more: Object.fromEntries(more),
  };
}
