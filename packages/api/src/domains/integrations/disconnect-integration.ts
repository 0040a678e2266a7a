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
import { recordEvidence } from "./record-evidence.ts";
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
  const leftovers = await endAtProvider(ctx, integration);
  forgetMinted(id);
  const at = ctx.app.clock.now().toISOString();
  const text =
    leftovers.length === 0
      ? "Webhooks removed, secrets deleted"
      : `Secrets deleted. Left at the provider: ${leftovers.join("; ")}`;
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
      },
    );
    return gone ?? integration;
  });
}

/** @returns what could not be ended there, in words */
async function endAtProvider(ctx: Context, integration: typeof integrations.$inferSelect): Promise<string[]> {
  const provider = findProvider(integration.provider);
  const { workspaceId, id } = integration;
  const known = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id))),
  );
  const hooks = known.filter(({ remoteId }) => remoteId !== "");
  if (hooks.length === 0 && !provider.revoke) return [];
  const leftovers: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      leftovers.push(`${what} (${error.message})`);
    }
  };
  await attempt("access", async () => {
    const access = await accessOf(ctx, integration);
    for (const { target, remoteId } of hooks) {
      await attempt(
        `the webhook of ${target}`,
        async () => await provider.registration?.remove(access, { target, remoteId }),
      );
    }
    await attempt("the grant", async () => await provider.revoke?.(access));
  });
  return leftovers;
}
