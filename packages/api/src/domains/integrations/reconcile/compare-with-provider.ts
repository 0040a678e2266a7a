import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { accessOf } from "../access/access-of.ts";
import { inProviderFile } from "../access/in-provider-file.ts";
import { ProviderError } from "../access/provider-error.ts";
import { checkAppHook } from "../check-app-hook.ts";
import { findProvider } from "../find-provider.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { wantedWebhooks } from "../registration/wanted-webhooks.ts";
import { webhookEvidence } from "../registration/webhook-evidence.ts";
import type { EvidenceChange } from "../state-of.ts";
import { type BackFill, backFill } from "./back-fill.ts";
import { compareWebhooks, type WebhookComparison } from "./compare-webhooks.ts";
import { gapOf } from "./gap-of.ts";

type Integration = typeof integrations.$inferSelect;

/** What the provider said, and what was done there. Nothing is stored yet. */
export interface Comparison {
  /** What was asked with; null when not even that could be had. */
  access: ProviderAccess | null;
  change: EvidenceChange;
  comparison: WebhookComparison | null;
  filled: BackFill | null;
  /** Why it stopped; null when it was finished. */
  problem: string | null;
}

/** Asks the provider for everything that can be compared, and mends there what differs. A refusal is part of the answer. */
export async function compareWithProvider(ctx: Context, integration: Integration): Promise<Comparison> {
  const found: Comparison = { access: null, change: {}, comparison: null, filled: null, problem: null };
  const { name } = findProvider(integration.provider);
  const at = ctx.app.clock.now().toISOString();
  try {
    await inProviderFile(ctx.app, findProvider(integration.provider), () => compare(ctx, integration, found));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    found.problem = error.message;
    // Our own rest says nothing about the integration.
    if (error instanceof ProviderError && error.failure === "paused") return found;
    const nextStep = error.nextStep ?? "Check the integration again.";
    found.change = {
      ...found.change,
      degraded: { at, text: `${name} was asked and refused`, reason: error.message, nextStep },
    };
  }
  return found;
}

async function compare(ctx: Context, integration: Integration, found: Comparison): Promise<void> {
  const provider = findProvider(integration.provider);
  const now = ctx.app.clock.now();
  const at = now.toISOString();
  const access = await accessOf(ctx, integration);
  found.access = access;
  const proof = await provider.checkCredentials?.(access);
  if (proof) found.change = { authorised: { at, text: proof.text }, degraded: null };
  const wanted = wantedWebhooks(integration, access.credentials);
  if (wanted && wanted.targets.length > 0) {
    found.comparison = await compareWebhooks(ctx, integration, access, wanted);
    found.change = { ...found.change, ...webhookEvidence(now, provider.name, found.comparison.reports) };
  }
  const hook = await appHook(ctx, integration, access);
  if (hook) found.change = { ...found.change, webhook_registered: { at, text: hook } };
  const gap = gapOf(integration, found.comparison?.reports ?? []);
  if (gap) found.filled = await backFill(provider, access, gap);
  if (found.filled?.signals.length) {
    const text = `By asking after a gap: ${provider.name} told of ${found.filled.signals.length} facts`;
    found.change = { ...found.change, live: { at, text } };
  }
}

async function appHook(ctx: Context, integration: Integration, access: ProviderAccess): Promise<string | null> {
  if (!integration.appId || integration.mode !== "webhook") return null;
  return await checkAppHook(ctx, findProvider(integration.provider), integration, access);
}
