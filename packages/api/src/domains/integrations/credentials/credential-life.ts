import type { OAuthMethod } from "../provider/connect-method.ts";
import { isRenewable } from "./oauth-method-of.ts";

/** What share of a token's life is left when it is renewed: an hour's token 12 minutes ahead, Meta's 60 days 12 days ahead. */
const renewedWithLeft = 0.2;
/** A token is not used in its last moments: it must outlive the call that carries it. */
const longestMarginMs = 30_000;

/** The columns that tell of the life of credentials which were given at `now`. */
export function credentialLife(
  method: OAuthMethod | null,
  credentials: Readonly<Record<string, string>>,
  now: Date,
): { credentialsExpireAt: Date | null; credentialsIssuedAt: Date; nextRefreshAt: Date | null } {
  const end = credentials.expiresAt ? new Date(credentials.expiresAt) : null;
  if (!end || Number.isNaN(end.getTime())) {
    return { credentialsExpireAt: null, credentialsIssuedAt: now, nextRefreshAt: null };
  }
  const life = Math.max(0, end.getTime() - now.getTime());
  return {
    credentialsExpireAt: end,
    credentialsIssuedAt: now,
    nextRefreshAt: isRenewable(method, credentials) ? new Date(end.getTime() - life * renewedWithLeft) : null,
  };
}

/** Whether a token is not to be used any more. A tenth of its life, at most 30 seconds, is kept as a margin. */
export function hasEnded(
  { credentialsExpireAt, credentialsIssuedAt }: { credentialsExpireAt: Date | null; credentialsIssuedAt: Date | null },
  now: Date,
): boolean {
  if (!credentialsExpireAt) return false;
  const end = credentialsExpireAt.getTime();
  const life = credentialsIssuedAt ? end - credentialsIssuedAt.getTime() : Number.POSITIVE_INFINITY;
  return now.getTime() >= end - Math.min(longestMarginMs, life / 10);
}
