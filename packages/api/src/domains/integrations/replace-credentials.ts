import type { integrations } from "@plumbline/db/schema";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { transact } from "../../service/transact.ts";
import { forgetMinted } from "./access/access-of.ts";
import { sealCredentials } from "./access/integration-secrets.ts";
import { integrationCredentialsReplaced } from "./events.ts";
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
  const at = ctx.app.clock.now().toISOString();
  return await transact(ctx, { workspaceId, verb: "replaceCredentials", input: { integrationId } }, async (tx) => {
    const authorised = proof ? { authorised: { at, text: proof.text } } : {};
    const after = await recordEvidence(
      tx,
      ctx,
      integration,
      { ...authorised, degraded: null },
      {
        credentials: sealCredentials(ctx.app, integration, credentials),
        account: proof?.account ?? integration.account,
        scopes: [...(proof?.scopes ?? integration.scopes)],
        pollFailures: 0,
      },
    );
    await recordEvent(tx, ctx, integrationCredentialsReplaced, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, account: proof?.account ?? "" },
    });
    return after ?? integration;
  });
}
