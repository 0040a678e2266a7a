import type { OAuthMethod } from "../../provider/connect-method.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import type { ProviderSetting } from "../../provider/provider-setting.ts";

/** What every Google product here shares: one OAuth client, with one redirect address for each product. */
export function googleSettings(product: string): ProviderSetting[] {
  return [
    {
      name: "GOOGLE_AUTH_URL",
      description: "Address where people allow access to their Google account.",
      secret: false,
      default: "https://accounts.google.com",
    },
    {
      name: "GOOGLE_OAUTH_URL",
      description: "Address where Google gives and revokes tokens.",
      secret: false,
      default: "https://oauth2.googleapis.com",
    },
    {
      name: "GOOGLE_CLIENT_ID",
      description: "Client id of a web application: console.cloud.google.com → APIs & Services → Credentials.",
      secret: false,
      disables: `Connecting ${product}.`,
    },
    {
      name: "GOOGLE_CLIENT_SECRET",
      description: "The client secret beside the client id.",
      disables: `Connecting ${product}.`,
    },
  ];
}

/**
 * https://developers.google.com/identity/protocols/oauth2/web-server: only `access_type=offline` with `prompt=consent` gives a refresh
 * token each time. Unconfirmed: that Google never rotates it; when it does, the new one is stored.
 */
export function googleOAuth(scopes: readonly string[]): OAuthMethod {
  return {
    kind: "oauth2",
    authorizeUrl: "{GOOGLE_AUTH_URL}/o/oauth2/v2/auth",
    tokenUrl: "{GOOGLE_OAUTH_URL}/token",
    clientIdSetting: "GOOGLE_CLIENT_ID",
    clientSecretSetting: "GOOGLE_CLIENT_SECRET",
    scopes,
    authorizeParams: { access_type: "offline", prompt: "consent" },
  };
}

/** Ends the whole grant, whichever of its tokens is shown; 400 when it is gone already. */
export async function revokeGoogle(access: ProviderAccess): Promise<void> {
  const { refreshToken, accessToken = "" } = access.credentials;
  await access.call("POST", `${access.setting("GOOGLE_OAUTH_URL")}/revoke`, {
    form: { token: refreshToken ?? accessToken },
    accept: [400],
  });
}

/** The scopes that the person really granted: Google lets them untick some. */
export function grantedScopes(access: ProviderAccess): string[] {
  return (access.credentials.scope ?? "").split(" ").filter(Boolean);
}

/** How every Google API is called. */
export function googleHeaders({ accessToken }: Readonly<Record<string, string>>): Record<string, string> {
  return accessToken ? { authorization: `Bearer ${accessToken}` } : {};
}
