import { type integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { checkAppHook } from "./check-app-hook.ts";
import { hookUrl } from "./door-urls.ts";
import { findProvider } from "./find-provider.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import { recordEvidence } from "./record-evidence.ts";
import { judgeWebhook } from "./registration/judge-webhook.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";
import type { EvidenceChange } from "./state-of.ts";

type Integration = typeof integrations.$inferSelect;
type Registration = typeof webhookRegistrations.$inferSelect;

export const checkIntegrationInput = z.object({ integrationId: z.uuid() });

export type CheckIntegrationInput = z.input<typeof checkIntegrationInput>;

/**
 * Asks the provider again: do the credentials work, are the webhooks still there and right, does the app's hook point here. What
 * it answers is the evidence; what is wrong is said with the next step.
 */
export async function checkIntegration(ctx: Context, input: CheckIntegrationInput): Promise<Integration> {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  parseInput(checkIntegrationInput, input);
  requireConnected(integration);
  const { workspaceId } = integration;
  const found = await look(ctx, integration);
  return await transact(ctx, { workspaceId, verb: "checkIntegration", input }, async (tx) => {
    for (const { id, state, evidence } of found.registrations) {
      await tx
        .update(webhookRegistrations)
        .set({ state, evidence, readAt: ctx.app.clock.now() })
        .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.id, id)));
    }
    return (await recordEvidence(tx, ctx, integration, found.change)) ?? integration;
  });
}

interface Found {
  change: EvidenceChange;
  registrations: Pick<Registration, "id" | "state" | "evidence">[];
}

async function look(ctx: Context, integration: Integration): Promise<Found> {
  const provider = findProvider(integration.provider);
  const at = ctx.app.clock.now().toISOString();
  if (!provider.checkCredentials) return { change: {}, registrations: [] };
  try {
    const access = await accessOf(ctx, integration);
    const proof = await provider.checkCredentials(access);
    const registrations = await readRegistrations(ctx, integration, access);
    const wrong = registrations.find(({ state }) => state !== "registered");
    const hook =
      integration.appId && integration.mode === "webhook"
        ? await checkAppHook(ctx, provider, integration, access)
        : null;
    const good =
      registrations.length > 0 ? `${provider.name} read back ${registrations.length} webhooks that point here` : hook;
    const degraded = wrong && {
      at,
      text: "A webhook is not as it should be",
      reason: `${wrong.target}: ${wrong.evidence}`,
      nextStep: "Choose what to watch again: that makes it anew.",
    };
    const registered = wrong ? { webhook_registered: null } : good ? { webhook_registered: { at, text: good } } : {};
    return {
      change: { authorised: { at, text: proof.text }, ...registered, degraded: degraded ?? null },
      registrations,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const degraded = {
      at,
      text: "The provider was asked and refused",
      reason: error.message,
      nextStep: error.nextStep ?? "Connect again.",
    };
    return { change: { degraded }, registrations: [] };
  }
}

async function readRegistrations(ctx: Context, integration: Integration, access: ProviderAccess) {
  const { workspaceId, id } = integration;
  const { registration } = findProvider(integration.provider);
  if (!registration) return [];
  const known = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id))),
  );
  const url = hookUrl(ctx.app, integration);
  const read: (Pick<Registration, "id" | "state" | "evidence"> & { target: string })[] = [];
  for (const row of known) {
    const remote = row.remoteId
      ? await registration.read(access, { target: row.target, remoteId: row.remoteId })
      : null;
    read.push({ id: row.id, target: row.target, ...judgeWebhook(remote, url, registration) });
  }
  return read;
}
