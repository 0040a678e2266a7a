/**
 * The change of address that a verification link of better-auth carries, or null for a plain verification. Its signature is not
 * checked here: ask only for tokens that better-auth has just made or just accepted.
 */
export function emailChangeIn(token: string): { from: string; to: string } | null {
  try {
    const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof payload.updateTo === "string" ? { from: String(payload.email), to: payload.updateTo } : null;
  } catch {
    return null;
  }
}
