import { integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { forgetMinted } from "./access/minted-token.ts";
import { findProvider } from "./find-provider.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { Provider } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { loadRegistrations } from "./registration/load-registrations.ts";
import { lockConnected } from "./registration/lock-connected.ts";
import { removeOrphans } from "./registration/remove-orphans.ts";
import { attemptToEnd, type Ended, leftoverWords, removeWebhooks } from "./registration/remove-webhooks.ts";
import { requireIntegration } from "./require-integration.ts";

export const disconnectIntegrationInput = z.object({ integrationId: z.uuid() });

export type DisconnectIntegrationInput = z.input<typeof disconnectIntegrationInput>;

/**
 * Ends an integration: removes our webhooks at the provider and revokes what can be revoked, then forgets every secret. The
 * provider's refusal does not keep it alive; it is told in the evidence. Signals and deliveries stay.
 */
export async function disconnectIntegration(ctx: Context, input: DisconnectIntegrationInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  parseInput(disconnectIntegrationInput, input);
  if (integration.state === "disconnected") return integration;
  const { workspaceId, id } = integration;
  const ended = await endAtProvider(ctx, integration);
  forgetMinted(id);
  const at = ctx.app.clock.now().toISOString();
  const text = [...ended.done, "Secrets deleted", ...leftoverWords(ended.leftovers)].join(". ");
  const { gone, late } = await transact(ctx, { workspaceId, verb: "disconnectIntegration", input }, async (tx) => {
    // Before the rows are read: a comparison that is storing new ones holds the lock, and is waited for.
    await lockConnected(tx, integration);
    const forgotten = await tx
      .delete(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id)))
      .returning();
    await tx
      .update(integrations)
      .set({ doorVersion: sql`${integrations.doorVersion} + 1` })
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)));
    const gone = await recordEvidence(
      tx,
      ctx,
      integration,
      { disconnected: { at, text } },
      {
        credentials: null,
        credentialsExpireAt: null,
        webhookSecret: null,
        previousWebhookSecret: null,
        previousWebhookSecretUntil: null,
        nextPollAt: null,
        nextRefreshAt: null,
        refreshingUntil: null,
        pausedUntil: null,
        pausedReason: null,
        forwardTypes: [],
        credentialsVersion: sql`${integrations.credentialsVersion} + 1`,
      },
    );
    // Not by id alone: where our address is the id, one that was made anew bears the same.
    const late = forgotten.filter((hook) => hook.remoteId && ended.seen.get(hook.remoteId) !== hook.readAt.getTime());
    return { gone: gone ?? integration, late };
  });
  if (ended.access && late.length > 0) await removeOrphans(ctx, integration, ended.access, late);
  return gone;
}

/** What ended there; the access is null where there was none to end anything with. */
interface EndedAtProvider extends Ended {
  access: ProviderAccess | null;
  /** The webhooks that were removed, or told of as left: their ids, and when they had last been read back. */
  seen: ReadonlyMap<string, number>;
}

async function endAtProvider(ctx: Context, integration: typeof integrations.$inferSelect): Promise<EndedAtProvider> {
  const provider = findProvider(integration.provider);
  const hooks = (await loadRegistrations(ctx, integration)).filter(({ remoteId }) => remoteId !== "");
  const seen = new Map(hooks.map(({ remoteId, readAt }) => [remoteId, readAt.getTime()]));
  const ended: EndedAtProvider = { done: [], leftovers: [], access: null, seen };
  if (integration.method === "secret" || integration.state === "pending") return ended;
  await attemptToEnd(ended, "everything", async () => {
    const access = await accessOf(ctx, integration);
    ended.access = access;
    const webhooks = await removeWebhooks(access, provider.registration, hooks);
    ended.done.push(...webhooks.done);
    ended.leftovers.push(...webhooks.leftovers);
    await attemptToEnd(ended, "the grant", async () => {
      await provider.revoke?.(access);
      if (provider.revoke && integration.method === "oauth2") ended.done.push(`Access revoked at ${provider.name}`);
    });
  });
  const kept = stillGood(integration, provider);
  if (kept) ended.leftovers.push(kept);
  return ended;
}

/** What only a person can end there. */
function stillGood({ method }: typeof integrations.$inferSelect, { name, revoke }: Provider): string | null {
  if (method === "token") return `the pasted token, which stays good until somebody deletes it at ${name}`;
  if (method === "app") return `the app's installation; remove it at ${name} if nothing else uses it`;
  return method === "oauth2" && !revoke ? `the grant; ${name} lets only the account's owner end it` : null;
}
