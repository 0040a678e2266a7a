import { integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { forgetMinted } from "./access/minted-token.ts";
import { findProvider } from "./find-provider.ts";
import type { Provider } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { loadRegistrations } from "./registration/load-registrations.ts";
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
  return await transact(ctx, { workspaceId, verb: "disconnectIntegration", input }, async (tx) => {
    await tx
      .delete(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id)));
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
    return gone ?? integration;
  });
}

/** What ended there, and what is left, in words. */
interface Ended {
  done: string[];
  leftovers: string[];
}

const leftoverWords = (leftovers: readonly string[]) =>
  leftovers.length > 0 ? [`Left at the provider: ${leftovers.join("; ")}`] : [];

async function endAtProvider(ctx: Context, integration: typeof integrations.$inferSelect): Promise<Ended> {
  const provider = findProvider(integration.provider);
  const hooks = (await loadRegistrations(ctx, integration)).filter(({ remoteId }) => remoteId !== "");
  const ended: Ended = { done: [], leftovers: [] };
  if (integration.method === "secret" || integration.state === "pending") return ended;
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ended.leftovers.push(`${what} (${error.message})`);
    }
  };
  await attempt("everything", async () => {
    const access = await accessOf(ctx, integration);
    for (const { target, remoteId } of hooks) {
      await attempt(`the webhook of ${target || "the account"}`, async () => {
        await provider.registration?.remove(access, { target, remoteId });
        ended.done.push(target ? `Webhook of ${target} removed` : "Webhook removed");
      });
    }
    await attempt("the grant", async () => {
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
