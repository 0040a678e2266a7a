import { type integrations, providerApps } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { hasEnded } from "../credentials/credential-life.ts";
import { isRenewable, oauthMethodOf } from "../credentials/oauth-method-of.ts";
import { renewCredentials } from "../credentials/renew-credentials.ts";
import { findProvider } from "../find-provider.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { callGuard } from "./call-guard.ts";
import { openCredentials } from "./integration-secrets.ts";
import { mintedToken } from "./minted-token.ts";
import { openAccess } from "./open-access.ts";
import { ProviderError } from "./provider-error.ts";

type Integration = typeof integrations.$inferSelect;
type Credentials = Readonly<Record<string, string>>;

/**
 * The provider's API as this integration: its app's secrets, its credentials, a fresh token where one has to be minted. A token
 * that has ended is renewed first; a call that is answered 401 renews once and is made again.
 * @throws ProviderError when the credentials have ended and there are no others
 */
export async function accessOf(ctx: Context, integration: Integration): Promise<ProviderAccess> {
  const provider = findProvider(integration.provider);
  const ofApp = await loadProviderApp(ctx, integration);
  let current = hasEnded(integration, ctx.app.clock.now()) ? await renewed(ctx, integration) : integration;
  const open = () => openCredentials(ctx.app, current, ofApp);
  const complete = async (forget: boolean): Promise<Credentials | null> => {
    const credentials = open();
    const token = await mintedToken(ctx.app, current, credentials, forget);
    if (token) return { ...credentials, accessToken: token };
    return forget ? null : credentials;
  };
  const guard = callGuard(ctx, integration, async () => {
    if (!isRenewable(oauthMethodOf(current), open())) return await complete(true);
    current = await renewed(ctx, current);
    return open();
  });
  const credentials = (await complete(false)) ?? {};
  return openAccess(ctx.app, { provider, credentials, targets: integration.targets, guard });
}

/** The row with newer credentials; the same row where none are to be had without a person: then the provider has the last word. */
async function renewed(ctx: Context, integration: Integration): Promise<Integration> {
  const { workspaceId, id: integrationId, credentialsVersion: seenVersion } = integration;
  if (!isRenewable(oauthMethodOf(integration), openCredentials(ctx.app, integration))) return integration;
  return await renewCredentials(ctx, { workspaceId, integrationId, seenVersion });
}

async function loadProviderApp(ctx: Context, { workspaceId, appId }: Integration) {
  if (!appId) return undefined;
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(providerApps)
      .where(and(eq(providerApps.workspaceId, workspaceId), eq(providerApps.id, appId))),
  );
  if (found) return found;
  throw new ProviderError("unauthorised", "The app that this was connected with is gone.", "Connect again.");
}
