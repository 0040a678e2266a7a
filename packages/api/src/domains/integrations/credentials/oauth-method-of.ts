import type { integrations } from "@plumbline/db/schema";
import { findProvider } from "../find-provider.ts";
import type { OAuthMethod } from "../provider/connect-method.ts";

/** The OAuth method by which an integration was connected; null for pasted tokens, apps and doors. */
export function oauthMethodOf({
  provider,
  method,
}: Pick<typeof integrations.$inferSelect, "provider" | "method">): OAuthMethod | null {
  if (method !== "oauth2") return null;
  return findProvider(provider).connect.find((one): one is OAuthMethod => one.kind === "oauth2") ?? null;
}

/** Whether new credentials can be had without the person: a refresh token is stored, or the provider's file has a way of its own. */
export function isRenewable(method: OAuthMethod | null, credentials: Readonly<Record<string, string>>): boolean {
  return method !== null && (method.renew !== undefined || Boolean(credentials.refreshToken));
}
