import * as openid from "openid-client";
import type { App } from "../../../app.ts";
import { OutboundError } from "../../../outbound/index.ts";
import { AppError } from "../../../service/errors.ts";
import { openAccess } from "../access/open-access.ts";
import { ProviderError } from "../access/provider-error.ts";
import { asGrant, oauthClient, reasonOf, type SeenAnswer } from "../connect/oauth-client.ts";
import type { OAuthMethod, TokenGrant } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import { RenewalError } from "./renewal-error.ts";

/**
 * Asks the provider for the next token, once: the way of the provider's file, or `grant_type=refresh_token` (RFC 6749 §6). Stores
 * nothing.
 * @throws RenewalError
 */
export async function requestGrant(
  app: App,
  provider: Provider,
  method: OAuthMethod,
  credentials: Readonly<Record<string, string>>,
): Promise<TokenGrant> {
  try {
    if (method.renew) return await method.renew(openAccess(app, { provider, credentials }));
    const seen: SeenAnswer = { answer: undefined };
    const config = oauthClient(app, provider, method, credentials, seen);
    return asGrant(app, method, await openid.refreshTokenGrant(config, credentials.refreshToken ?? ""), seen);
  } catch (error) {
    throw asRenewalError(error);
  }
}

/** RFC 6749 §5.2: only `invalid_grant` says that this refresh token is dead. */
function asRenewalError(error: unknown): RenewalError {
  if (error instanceof ProviderError) return new RenewalError(failureOf(error), error.message, error.retryAfterSeconds);
  if (error instanceof openid.ResponseBodyError) {
    const failure =
      error.error === "invalid_grant" ? "ended" : error.status >= 500 ? "temporary" : failureIn(error.error);
    return new RenewalError(failure, `${reasonOf(error)} (${error.error})`);
  }
  // A setting that is missing now: the operator took it away.
  if (error instanceof AppError) return new RenewalError("client", error.message);
  if (error instanceof OutboundError || (error as Error).cause instanceof OutboundError) {
    return new RenewalError("temporary", reasonOf(error));
  }
  // What the library throws for an answer that is no token answer: HTML of a proxy, an empty body.
  return new RenewalError("temporary", `the answer was not a token answer: ${reasonOf(error)}`);
}

const clientFaults = new Set(["invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"]);

/** Words outside the RFC: Slack says `token_revoked`, `invalid_refresh_token`; GitHub `bad_refresh_token`. */
function failureIn(code: string): "ended" | "client" | "temporary" {
  if (clientFaults.has(code)) return "client";
  if (/refresh_token|token_revoked|token_expired|account_inactive|invalid_auth/.test(code)) return "ended";
  return "temporary";
}

function failureOf({ failure, status }: ProviderError): "ended" | "temporary" {
  if (failure === "unauthorised" || failure === "forbidden") return "ended";
  return failure === "refused" && status === 400 ? "ended" : "temporary";
}
