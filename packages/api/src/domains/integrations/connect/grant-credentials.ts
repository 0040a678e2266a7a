import type { TokenGrant } from "../provider/connect-method.ts";

/**
 * A grant as it is stored with the credentials. What the provider left out (a refresh token that it does not rotate) stays from
 * before.
 * @param before the credentials until now; empty on connecting
 */
export function grantCredentials(
  grant: TokenGrant,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { accessToken, refreshToken, expiresAt, scope, more } = grant;
  // The moment of the old token says nothing about a new one that does not end.
  const { expiresAt: _ended, ...kept } = before;
  return {
    ...kept,
    ...more,
    accessToken,
    ...(refreshToken ? { refreshToken } : {}),
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    ...(scope ? { scope } : {}),
  };
}
