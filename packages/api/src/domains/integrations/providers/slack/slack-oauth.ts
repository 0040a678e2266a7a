import type { OAuthMethod } from "../../provider/connect-method.ts";
import { readText } from "../../provider/read-path.ts";

/**
 * https://docs.slack.dev/authentication/installing-with-oauth
 * Only apps with token rotation get a refresh token: 12 hours, and the old one is revoked with the exchange.
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
    // Messages of Plumbline's own, and who presses their buttons.
    "chat:write",
    "users:read",
    "users:read.email",
  ],
  scopeSeparator: ",",
  // PKCE once used makes the Slack app a public client for good: its secret would never be taken again.
  pkce: false,
  readGrant: (answer) => ({
    teamId: readText(answer, "team.id") ?? "",
    botUserId: readText(answer, "bot_user_id") ?? "",
    slackAppId: readText(answer, "app_id") ?? "",
  }),
};
