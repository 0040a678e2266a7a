import { integrations } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { accessOf } from "../access/access-of.ts";
import { sealCredentials } from "../access/integration-secrets.ts";
import { openAccess } from "../access/open-access.ts";
import { checkAppHook } from "../check-app-hook.ts";
import type { Provider } from "../provider.ts";
import { recordEvidence } from "../record-evidence.ts";
import { requireConnected, requireIntegration } from "../require-integration.ts";
import type { ConnectAttempt } from "./connect-attempt.ts";

/**
 * Takes the installation that the person made. Its number comes through the browser and proves nothing: the app itself is asked
 * whether it has such an installation.
 */
export async function finishInstallation(
  ctx: Context,
  provider: Provider,
  { workspaceId, plan }: ConnectAttempt,
  query: URLSearchParams,
) {
  const installationId = query.get("installation_id") ?? "";
  if (!/^\d{1,18}$/.test(installationId) || !provider.checkCredentials) {
    throw new PreconditionError(
      `${provider.name} named no installation.`,
      "Install the app, or start connecting again.",
    );
  }
  const integration = await requireIntegration(ctx, plan.integrationId ?? "", "integrations:write");
  requireConnected(integration);
  const credentials = { installationId, method: "app" };
  const ofApp = await accessOf(ctx, integration);
  const access = openAccess(ctx.app, { provider, credentials: { ...ofApp.credentials, ...credentials } });
  const proof = await provider.checkCredentials(access);
  const at = ctx.app.clock.now().toISOString();
  const hook = integration.mode === "webhook" ? await checkAppHook(ctx, provider, integration, access) : null;
  await transact(ctx, { workspaceId, verb: "finishConnect", input: { installationId } }, async (tx) => {
    const registered = hook ? { webhook_registered: { at, text: hook } } : {};
    await recordEvidence(
      tx,
      ctx,
      integration,
      { authorised: { at, text: proof.text }, ...registered },
      {
        credentials: sealCredentials(ctx.app, integration, credentials),
        account: proof.account,
        externalAccount: installationId,
        name: integration.name === provider.name ? `${provider.name} ${proof.account}` : integration.name,
        doorVersion: sql`${integrations.doorVersion} + 1`,
      },
    );
  });
  return { integrationId: integration.id, workspaceId, next: null };
}
