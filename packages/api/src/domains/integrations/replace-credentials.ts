import { integrations } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { transact } from "../../service/transact.ts";
import { sealCredentials } from "./access/integration-secrets.ts";
import { forgetMinted } from "./access/minted-token.ts";
import { credentialLife } from "./credentials/credential-life.ts";
import { oauthMethodOf } from "./credentials/oauth-method-of.ts";
import { integrationCredentialsReplaced } from "./events.ts";
import { reconcileIntegrationTask } from "./jobs/reconcile-integration.ts";
import type { CredentialProof } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

/**
 * Puts new credentials in place of old ones ("connect again"). They must be of the same account.
 * @throws PreconditionError when they belong to another account: its signals would be mixed with the first one's
 */
export async function replaceCredentials(
  ctx: Context,
  integrationId: string,
  credentials: Readonly<Record<string, string>>,
  proof: CredentialProof | null,
): Promise<typeof integrations.$inferSelect> {
  const integration = await requireIntegration(ctx, integrationId, "integrations:write");
  requireConnected(integration);
  const { workspaceId, id, tenantId, provider, name } = integration;
  if (proof && integration.account && proof.account !== integration.account) {
    throw new PreconditionError(
      `These credentials are of ${proof.account}; ${name} is connected with ${integration.account}.`,
      "Use the same account, or connect the other one as an integration of its own.",
    );
  }
  forgetMinted(id);
  const now = ctx.app.clock.now();
  const at = now.toISOString();
  return await transact(ctx, { workspaceId, verb: "replaceCredentials", input: { integrationId } }, async (tx) => {
    const authorised = proof ? { authorised: { at, text: proof.text } } : {};
    const after = await recordEvidence(
      tx,
      ctx,
      integration,
      { ...authorised, degraded: null, renewed: true },
      {
        credentials: sealCredentials(ctx.app, integration, credentials),
        account: proof?.account ?? integration.account,
        scopes: [...(proof?.scopes ?? integration.scopes)],
        ...credentialLife(oauthMethodOf(integration), credentials, now),
        credentialsVersion: sql`${integrations.credentialsVersion} + 1`,
        refreshingUntil: null,
        refreshFailure: null,
        refreshFailures: 0,
        pausedUntil: null,
        pausedReason: null,
        callFailures: 0,
        pollFailures: 0,
        doorVersion: sql`${integrations.doorVersion} + 1`,
      },
    );
    // What was lost while the credentials were no good is looked for at once.
    await enqueue(tx, reconcileIntegrationTask, { integrationId: id, trigger: "connection" });
    await recordEvent(tx, ctx, integrationCredentialsReplaced, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, account: proof?.account ?? "" },
    });
    return after ?? integration;
  });
}
