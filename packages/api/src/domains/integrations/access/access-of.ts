import { type integrations, providerApps } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { findProvider } from "../find-provider.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { openCredentials } from "./integration-secrets.ts";
import { openAccess } from "./open-access.ts";

type Integration = typeof integrations.$inferSelect;

/** Tokens that were minted for an app's installations, by integration and credentials, until a minute before they end. */
const minted = new Map<string, { accessToken: string; until: number }>();
const mostMinted = 1_000;

/** The provider's API as this integration: its app's secrets, its credentials, a fresh token where one has to be minted. */
export async function accessOf(ctx: Context, integration: Integration): Promise<ProviderAccess> {
  const { app } = ctx;
  const provider = findProvider(integration.provider);
  const [providerApp] = integration.appId
    ? await ctx.reads.workspace(integration.workspaceId, (db) =>
        db
          .select()
          .from(providerApps)
          .where(
            and(eq(providerApps.workspaceId, integration.workspaceId), eq(providerApps.id, integration.appId ?? "")),
          ),
      )
    : [];
  const credentials = openCredentials(app, integration, providerApp);
  const access = openAccess(app, { provider, credentials, targets: integration.targets });
  if (!provider.api?.mintToken) return access;
  // A connection that was made again may be to another installation: its token is another one.
  const key = `${integration.id}/${credentials.appId}/${credentials.installationId}`;
  const known = minted.get(key);
  const fresh =
    known && known.until > app.clock.now().getTime() ? known : await mint(key, access, provider.api.mintToken);
  if (!fresh) return access;
  return openAccess(app, {
    provider,
    credentials: { ...credentials, accessToken: fresh.accessToken },
    targets: integration.targets,
  });
}

type Mint = (access: ProviderAccess) => Promise<{ accessToken: string; expiresAt: Date } | null>;

async function mint(key: string, access: ProviderAccess, mintToken: Mint) {
  const token = await mintToken(access);
  if (!token) return null;
  const { accessToken, expiresAt } = token;
  const fresh = { accessToken, until: expiresAt.getTime() - 60_000 };
  const oldest = minted.keys().next().value;
  if (minted.size >= mostMinted && oldest !== undefined) minted.delete(oldest);
  minted.set(key, fresh);
  return fresh;
}

/** Forgets the minted token, on disconnecting and after a 401. */
export function forgetMinted(integrationId: string): void {
  for (const key of minted.keys()) if (key.startsWith(`${integrationId}/`)) minted.delete(key);
}
