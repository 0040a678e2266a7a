import type { integrations } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import { findProvider } from "../find-provider.ts";
import { openAccess } from "./open-access.ts";

/** Tokens that were minted for an app's installations, by integration and credentials, until a minute before they end. */
const minted = new Map<string, { accessToken: string; until: number }>();
const mostMinted = 1_000;

/**
 * The short-lived token that the provider's file trades the credentials for; null where it has none for them.
 * @param forget asks for a new one though the last is not over: it was refused
 */
export async function mintedToken(
  app: App,
  integration: typeof integrations.$inferSelect,
  credentials: Readonly<Record<string, string>>,
  forget: boolean,
): Promise<string | null> {
  const provider = findProvider(integration.provider);
  if (!provider.api?.mintToken) return null;
  // A connection that was made again may be to another account: its token is another one.
  const key = `${integration.id}/${integration.credentialsVersion}/${credentials.appId}/${credentials.installationId}`;
  const known = forget ? undefined : minted.get(key);
  if (known && known.until > app.clock.now().getTime()) return known.accessToken;
  const token = await provider.api.mintToken(openAccess(app, { provider, credentials, targets: integration.targets }));
  if (!token) return null;
  const oldest = minted.keys().next().value;
  if (minted.size >= mostMinted && oldest !== undefined) minted.delete(oldest);
  minted.set(key, { accessToken: token.accessToken, until: token.expiresAt.getTime() - 60_000 });
  return token.accessToken;
}

/** Forgets the minted token, on disconnecting and on connecting again. */
export function forgetMinted(integrationId: string): void {
  for (const key of minted.keys()) if (key.startsWith(`${integrationId}/`)) minted.delete(key);
}
