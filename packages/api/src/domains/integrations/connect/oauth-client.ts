import * as openid from "openid-client";
import type { App } from "../../../app.ts";
import { OutboundError } from "../../../outbound/index.ts";
import { UnavailableError } from "../../../service/errors.ts";
import { fillTemplate } from "../access/fill-template.ts";
import { openAccess } from "../access/open-access.ts";
import { parseBody } from "../access/parse-body.ts";
import { requireSetting } from "../access/require-setting.ts";
import { callbackUrl } from "../door-urls.ts";
import type { OAuthMethod, TokenGrant } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import { isHiddenRefusal, standardTokenAnswer } from "./token-answer.ts";

/** The provider's OAuth server as openid-client knows it; every call goes through the outbound client. */
export function oauthClient(
  app: App,
  provider: Provider,
  method: OAuthMethod,
  fields: Readonly<Record<string, string>>,
  seen: SeenAnswer = { answer: undefined },
) {
  const setting = (name: string) => requireSetting(app, provider, name);
  const authorizeUrl = fillTemplate(method.authorizeUrl, setting, fields);
  const tokenUrl = fillTemplate(method.tokenUrl, setting, fields);
  const secret = setting(method.clientSecretSetting);
  const authentication = method.tokenAuth === "basic" ? plainBasic(secret) : openid.ClientSecretPost(secret);
  const config = new openid.Configuration(
    { issuer: new URL(authorizeUrl).origin, authorization_endpoint: authorizeUrl, token_endpoint: tokenUrl },
    setting(method.clientIdSetting),
    undefined,
    authentication,
  );
  config[openid.customFetch] = (url, options) => fetchThrough(app, provider, seen, { url, options });
  // Plain http is for twins and servers next door; OUTBOUND_ALLOW must list them, or the outbound client refuses.
  if (tokenUrl.startsWith("http:")) openid.allowInsecureRequests(config);
  return config;
}

/**
 * The client in the header, with nothing encoded that need not be. RFC 6749 §2.3.1 has the library encode `-` and `_` too, which X's
 * ids and secrets hold; who decodes reads both alike, and not everybody decodes.
 */
function plainBasic(secret: string): openid.ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = `${encodeURIComponent(client.client_id)}:${encodeURIComponent(secret)}`;
    headers.set("authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  };
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
  const setting = (name: string) => requireSetting(app, provider, name);
  const extra = Object.fromEntries(
    Object.entries(method.authorizeParams ?? {}).map(([name, value]) => [
      name,
      fillTemplate(value, setting, plan.fields),
    ]),
  );
  return openid.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(app, provider.slug),
    scope: method.scopes.join(method.scopeSeparator ?? " "),
    state: plan.state,
    ...challenge,
    ...extra,
  });
}

/**
 * Trades the code for tokens, by the provider's own way where it has one.
 * @throws UnavailableError with the provider's own reason
 */
export async function redeemCode(
  app: App,
  provider: Provider,
  method: OAuthMethod,
  came: { code: string; state: string; verifier: string; fields: Record<string, string> },
): Promise<TokenGrant> {
  const { code, state, verifier, fields } = came;
  const callback = callbackUrl(app, provider.slug);
  if (method.redeem) return await method.redeem(openAccess(app, { provider, credentials: fields }), code, callback);
  const seen: SeenAnswer = { answer: undefined };
  const config = oauthClient(app, provider, method, fields, seen);
  // Only what the grant needs: the address may carry more, which the provider's file has checked already.
  const currentUrl = new URL(`${callback}?${new URLSearchParams({ code, state })}`);
  const checks = { expectedState: state, ...(method.pkce === false ? {} : { pkceCodeVerifier: verifier }) };
  try {
    return asGrant(app, method, await openid.authorizationCodeGrant(config, currentUrl, checks), seen);
  } catch (error) {
    throw new UnavailableError(
      `${provider.name} did not give a token: ${reasonOf(error)}.`,
      "Start connecting again; check the client id and secret if it stays.",
    );
  }
}

/** The raw answer of the token endpoint, for what providers put beside the standard fields. */
export interface SeenAnswer {
  answer: unknown;
}

/** Tokens as the domain keeps them. */
export function asGrant(
  app: App,
  method: OAuthMethod,
  tokens: openid.TokenEndpointResponse,
  { answer }: SeenAnswer,
): TokenGrant {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope } = tokens;
  return {
    accessToken,
    ...(refreshToken ? { refreshToken } : {}),
    ...(seconds === undefined ? {} : { expiresAt: new Date(app.clock.now().getTime() + seconds * 1000) }),
    ...(scope ? { scope } : {}),
    ...(method.readGrant ? { more: method.readGrant(answer) } : {}),
  };
}

/** The words of the far side, without anything that was sent to it. */
export function reasonOf(error: unknown): string {
  if (error instanceof OutboundError) return error.message.replace(/\.$/, "");
  if (error instanceof openid.ResponseBodyError) return error.error_description ?? error.error;
  if (error instanceof openid.AuthorizationResponseError) return error.error_description ?? error.error;
  const cause = (error as Error).cause;
  return cause instanceof OutboundError ? cause.message.replace(/\.$/, "") : (error as Error).message;
}

async function fetchThrough(
  app: App,
  provider: Provider,
  seen: SeenAnswer,
  { url, options }: { url: string; options: openid.CustomFetchOptions },
): Promise<Response> {
  const { body } = options;
  const response = await app.outbound.request(url, {
    method: options.method,
    headers: options.headers,
    ...(body === null || body === undefined ? {} : { body: String(body) }),
    maxRedirects: 0,
    purpose: `${provider.slug}: token`,
  });
  seen.answer = parseBody(response);
  const isRefusal = response.status === 200 && isHiddenRefusal(seen.answer);
  const standard = response.status < 300 && !isRefusal ? standardTokenAnswer(seen.answer) : null;
  if (standard) return Response.json(standard);
  return new Response(new Uint8Array(response.body), {
    status: isRefusal ? 400 : response.status,
    headers: response.headers,
  });
}
