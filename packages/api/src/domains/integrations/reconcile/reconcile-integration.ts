import { type integrations, reconciliations } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { requireFeature } from "../../../service/require-feature.ts";
import { transact } from "../../../service/transact.ts";
import { integrationReconciled } from "../events.ts";
import { findProvider } from "../find-provider.ts";
import { recordEvidence } from "../record-evidence.ts";
import { recordSignals } from "../record-signals.ts";
import { lockConnected } from "../registration/lock-connected.ts";
import { removeOrphans, standingWebhooks } from "../registration/remove-orphans.ts";
import { storeRegistrations } from "../registration/store-registrations.ts";
import { disconnectedError, requireConnected, requireIntegration } from "../require-integration.ts";
import { type Comparison, compareWithProvider } from "./compare-with-provider.ts";
import { coverage } from "./coverage.ts";
import { reconciliationNotes } from "./reconciliation-notes.ts";

type Integration = typeof integrations.$inferSelect;

/** The report of one comparison. */
export type Reconciliation = typeof reconciliations.$inferSelect;

export const reconcileIntegrationInput = z.object({
  integrationId: z.uuid(),
  /** Default `person`. */
  trigger: z.enum(["schedule", "person", "connection"]).optional(),
});

export type ReconcileIntegrationInput = z.input<typeof reconcileIntegrationInput>;

/**
 * Compares an integration with its provider and brings what differs into order: proves the credentials, recreates, mends and
 * renews webhooks, asks for what may have been missed, and writes down what it found. Nothing that it does harms when it is done
 * twice.
 */
export async function reconcileIntegration(ctx: Context, input: ReconcileIntegrationInput): Promise<Reconciliation> {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const { trigger = "person" } = parseInput(reconcileIntegrationInput, input);
  requireConnected(integration);
  const { workspaceId, id: integrationId, tenantId } = integration;
  if (trigger === "schedule") await requireFeature(ctx, workspaceId, "plumbline.reconciliation", tenantId);
  const startedAt = ctx.app.clock.now();
  const found = await compareWithProvider(ctx, integration);
  const stored = await transact(ctx, { workspaceId, verb: "reconcileIntegration", input }, async (tx) => {
    if (!(await lockConnected(tx, integration))) return null;
    const { comparison, filled } = found;
    if (comparison) await storeRegistrations(tx, ctx.app, integration, comparison.reports);
    const from = { by: "polling" as const, deliveryId: null };
    const fresh = filled ? await recordSignals(tx, ctx, integration, filled.signals, from) : [];
    await recordEvidence(tx, ctx, integration, found.change, {
      ...coverage(integration, found, startedAt),
      ...(fresh.length > 0 ? { lastSignalAt: startedAt } : {}),
    });
    const counts = { ...countsOf(found), backfilled: fresh.length };
    const [row] = await tx
      .insert(reconciliations)
      .values({
        ...counts,
        workspaceId,
        integrationId,
        trigger,
        startedAt,
        finishedAt: ctx.app.clock.now(),
        looked: comparison?.reports.length ?? 0,
        gapFrom: filled?.from ?? null,
        lookedBack: filled?.lookedBack ?? null,
        notes: reconciliationNotes(findProvider(integration.provider).name, comparison, filled, fresh.length),
        problem: found.problem,
      })
      .returning();
    if (trigger === "person" || Object.values(counts).some((count) => count > 0)) {
      await tell(tx, ctx, integration, counts);
    }
    return row as Reconciliation;
  });
  if (stored) return stored;
  const made = standingWebhooks(found.comparison?.reports ?? []);
  if (found.access) await removeOrphans(ctx, integration, found.access, made);
  throw disconnectedError(integration);
}

function tell(
  tx: Parameters<typeof recordEvent>[0],
  ctx: Context,
  { workspaceId, id, tenantId, provider, name }: Integration,
  counts: ReturnType<typeof countsOf> & { backfilled: number },
) {
  const data = { provider, name, ...counts };
  return recordEvent(tx, ctx, integrationReconciled, { workspaceId, subjectId: id, tenantId, data });
}

function countsOf({ comparison }: Comparison) {
  const count = (...actions: string[]) =>
    comparison?.reports.filter(({ action }) => actions.includes(action)).length ?? 0;
  return {
    recreated: count("recreated", "created"),
    repaired: count("repaired"),
    renewed: count("renewed"),
    adopted: comparison?.adopted ?? 0,
    removed: comparison?.removed ?? 0,
  };
}
