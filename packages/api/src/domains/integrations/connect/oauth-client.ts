import * as openid from "openid-client";
import type { App } from "../../../app.ts";
import { OutboundError } from "../../../outbound/index.ts";
import { UnavailableError } from "../../../service/errors.ts";
import { fillTemplate } from "../access/fill-template.ts";
import { requireSetting } from "../access/require-setting.ts";
import { callbackUrl } from "../door-urls.ts";
import type { OAuthMethod } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";

/** The provider's OAuth server as openid-client knows it; every call goes through the outbound client. */
export function oauthClient(app: App, provider: Provider, method: OAuthMethod, fields: Record<string, string>) {
  const setting = (name: string) => requireSetting(app, provider, name);
  const authorizeUrl = fillTemplate(method.authorizeUrl, setting, fields);
  const tokenUrl = fillTemplate(method.tokenUrl, setting, fields);
  const secret = setting(method.clientSecretSetting);
  const authentication =
    method.tokenAuth === "basic" ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
  const config = new openid.Configuration(
    { issuer: new URL(authorizeUrl).origin, authorization_endpoint: authorizeUrl, token_endpoint: tokenUrl },
    setting(method.clientIdSetting),
    undefined,
    authentication,
  );
  config[openid.customFetch] = (url, options) => fetchThrough(app, provider, url, options);
  // Plain http is for twins and servers next door; OUTBOUND_ALLOW must list them, or the outbound client refuses.
  if (tokenUrl.startsWith("http:")) openid.allowInsecureRequests(config);
  return config;
}

/** Where to send the person, and the verifier to keep until they come back. */
export async function authorizationUrl(
  app: App,
  provider: Provider,
  method: OAuthMethod,
  plan: { fields: Record<string, string>; state: string; verifier: string },
) {
  const config = oauthClient(app, provider, method, plan.fields);
  const challenge: Record<string, string> =
    method.pkce === false
      ? {}
      : { code_challenge: await openid.calculatePKCECodeChallenge(plan.verifier), code_challenge_method: "S256" };
  return openid.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(app, provider.slug),
    scope: method.scopes.join(method.scopeSeparator ?? " "),
    state: plan.state,
    ...challenge,
    ...method.authorizeParams,
  });
}

/**
 * Trades the code for tokens.
 * @throws UnavailableError with the provider's own reason
 */
export async function redeemCode(
  app: App,
  provider: Provider,
  method: OAuthMethod,
  came: { query: URLSearchParams; state: string; verifier: string; fields: Record<string, string> },
): Promise<Record<string, string>> {
  const config = oauthClient(app, provider, method, came.fields);
  const currentUrl = new URL(`${callbackUrl(app, provider.slug)}?${came.query}`);
  const checks = { expectedState: came.state, ...(method.pkce === false ? {} : { pkceCodeVerifier: came.verifier }) };
  try {
    const tokens = await openid.authorizationCodeGrant(config, currentUrl, checks);
    const expiresAt =
      tokens.expires_in === undefined ? undefined : new Date(Date.now() + tokens.expires_in * 1000).toISOString();
    return {
      accessToken: tokens.access_token,
      ...(tokens.refresh_token ? { refreshToken: tokens.refresh_token } : {}),
      ...(expiresAt ? { expiresAt } : {}),
      ...(tokens.scope ? { scope: tokens.scope } : {}),
    };
  } catch (error) {
    throw new UnavailableError(
      `${provider.name} did not give a token: ${reasonOf(error)}.`,
      "Start connecting again; check the client id and secret if it stays.",
    );
  }
}

/** The words of the far side, without anything that was sent to it. */
function reasonOf(error: unknown): string {
  if (error instanceof OutboundError) return error.message.replace(/\.$/, "");
  if (error instanceof openid.ResponseBodyError) return error.error_description ?? error.error;
  if (error instanceof openid.AuthorizationResponseError) return error.error_description ?? error.error;
  const cause = (error as Error).cause;
  return cause instanceof OutboundError ? cause.message.replace(/\.$/, "") : (error as Error).message;
}

async function fetchThrough(
  app: App,
  provider: Provider,
  url: string,
  options: openid.CustomFetchOptions,
): Promise<Response> {
  const { body } = options;
  const response = await app.outbound.request(url, {
    method: options.method,
    headers: options.headers,
    ...(body === null || body === undefined ? {} : { body: String(body) }),
    maxRedirects: 0,
    purpose: `${provider.slug}: token`,
  });
  return new Response(new Uint8Array(response.body), { status: honestStatus(response), headers: response.headers });
}

/** GitHub answers a refused code with status 200 and an `error` in the body. */
function honestStatus({ status, body }: { status: number; body: Buffer }): number {
  if (status !== 200) return status;
  try {
    return typeof (JSON.parse(body.toString()) as { error?: unknown }).error === "string" ? 400 : status;
  } catch {
    return status;
  }
}
