import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { accessOf } from "../access/access-of.ts";
import { findProvider } from "../find-provider.ts";
import { coverage } from "../reconcile/coverage.ts";
import { recordEvidence } from "../record-evidence.ts";
import type { RegistrationReport } from "./bring-in-order.ts";
import { lockConnected } from "./lock-connected.ts";
import { registerWebhooks } from "./register-webhooks.ts";
import { removeOrphans, standingWebhooks } from "./remove-orphans.ts";
import { storeRegistrations } from "./store-registrations.ts";
import { wantedWebhooks } from "./wanted-webhooks.ts";
import { webhookEvidence } from "./webhook-evidence.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * Where there is nothing to choose, the webhook is made as soon as the provider is connected. A refusal does not undo the
 * connection: it shows as what it is, with the next step, and the hourly reconciliation tries again.
 */
export async function registerOnConnect(ctx: Context, integration: Integration): Promise<Integration> {
  const { workspaceId, provider: slug } = integration;
  const provider = findProvider(slug);
  if (provider.targets || !provider.registration || integration.state === "disconnected") return integration;
  const now = ctx.app.clock.now();
  const access = await accessOf(ctx, integration);
  const wanted = wantedWebhooks(integration, access.credentials);
  if (!wanted || wanted.targets.length === 0) return integration;
  const outcome = await registerWebhooks(ctx, integration, access, wanted).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  const reports: RegistrationReport[] = outcome instanceof AppError ? [] : outcome;
  const input = { id: integration.id };
  const stored = await transact(ctx, { workspaceId, verb: "registerOnConnect", input }, async (tx) => {
    if (!(await lockConnected(tx, integration))) return null;
    if (reports.length > 0) await storeRegistrations(tx, ctx.app, integration, reports);
    const change =
      outcome instanceof AppError
        ? { degraded: refusedEvidence(now, provider.name, outcome) }
        : webhookEvidence(now, provider.name, reports);
    const seen = { comparison: { reports, adopted: 0, removed: 0 }, filled: null, problem: null };
    const columns = reports.length > 0 ? coverage(integration, seen, now) : {};
    return (await recordEvidence(tx, ctx, integration, change, columns)) ?? integration;
  });
  if (!stored) await removeOrphans(ctx, integration, access, standingWebhooks(reports));
  return stored ?? integration;
}

function refusedEvidence(now: Date, name: string, error: AppError) {
  return {
    at: now.toISOString(),
    text: `${name} made no webhook`,
    reason: error.message,
    nextStep: error.nextStep ?? "Check the integration again.",
  };
}
