import { createHmac } from "node:crypto";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { xPoll } from "./x/x-poll.ts";
import { xRegistration } from "./x/x-registration.ts";
import { xSamples } from "./x/x-samples.ts";
import { xSignals } from "./x/x-signals.ts";

const byButton = "Connecting X.";

/** X, formerly Twitter: what an account posts, and where it is mentioned. */
export const x = defineProvider({
  slug: "x",
  name: "X",
  category: "media",
  description: "Posts of your account, and posts that mention it.",
  docsUrl: "https://docs.x.com/x-api/webhooks/introduction",
  guide: "connect-x",
  feeds: ["signals", "evidence"],
  freshness: { webhook: "within seconds, on plans that have webhooks", polling: "within about five minutes" },
  // An account may rest for weeks.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    { name: "X_URL", description: "Address where people allow access.", secret: false, default: "https://x.com" },
    { name: "X_API_URL", description: "Address of X's API.", secret: false, default: "https://api.x.com" },
    {
      name: "X_CLIENT_ID",
      description: "OAuth 2.0 client id: console.x.com → your app → Keys and tokens.",
      secret: false,
      disables: byButton,
    },
    {
      name: "X_CLIENT_SECRET",
      description: "The OAuth 2.0 client secret beside it. X signs its deliveries with it too.",
      disables: byButton,
    },
    {
      name: "X_BEARER_TOKEN",
      description: "The app's own bearer token, on the same page.",
      disables: "Webhooks. X is polled without them.",
    },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{X_URL}/i/oauth2/authorize",
      // Unconfirmed: that api.x.com stays the host of the token endpoint.
      tokenUrl: "{X_API_URL}/2/oauth2/token",
      clientIdSetting: "X_CLIENT_ID",
      clientSecretSetting: "X_CLIENT_SECRET",
      tokenAuth: "basic",
      // Unconfirmed: that the refresh token is replaced with each use; the newest is kept anyway.
      scopes: ["tweet.read", "users.read", "offline.access"],
    },
  ],
  api: {
    baseUrl: "{X_API_URL}/2",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/users/me");
    const account = readText(body, "data.username") ?? "unknown account";
    const externalAccount = readText(body, "data.id");
    const scopes = (access.credentials.scope ?? "").split(" ").filter(Boolean);
    return { account, ...(externalAccount ? { externalAccount } : {}), scopes, text: `X answered for @${account}` };
  },
  revoke,
  webhook: {
    signature: { kind: "hmac", header: "x-twitter-webhooks-signature-oauth2", prefix: "sha256=", encoding: "base64" },
    secretSetting: "X_CLIENT_SECRET",
    event: ({ payload }) =>
      readText(payload, "data.event_type") ?? (readText(payload, "for_user_id") ? "tweet_create_events" : undefined),
    // https://docs.x.com/x-api/webhooks/introduction: asked hourly, with the app's secret
    challenge: (query, _secrets, setting) => {
      const token = query.get("crc_token");
      const secret = setting("X_CLIENT_SECRET");
      if (!token || !secret) return null;
      const signed = createHmac("sha256", secret).update(token).digest("base64");
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ response_token: `sha256=${signed}` }),
      };
    },
  },
  registration: xRegistration,
  poll: xPoll,
  signals: xSignals,
  samples: xSamples,
});

async function revoke(access: ProviderAccess) {
  const { refreshToken, accessToken = "" } = access.credentials;
  const client = `${access.setting("X_CLIENT_ID")}:${access.setting("X_CLIENT_SECRET")}`;
  await access.call("POST", "/oauth2/revoke", {
    form: { token: refreshToken ?? accessToken, token_type_hint: refreshToken ? "refresh_token" : "access_token" },
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
  });
}
