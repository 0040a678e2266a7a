import type { Db } from "@plumbline/db";
import { type integrations, signals } from "@plumbline/db/schema";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { signalReceived } from "./events.ts";
import type { NormalisedSignal } from "./provider/normalised-signal.ts";
import { storableSignal } from "./storable-signal.ts";

type Integration = typeof integrations.$inferSelect;
type Signal = typeof signals.$inferSelect;

/**
 * Stores what is new among the facts, each with its event. A fact that was told before, by whichever way, is passed over: the
 * unique key decides, so two workers and a crash in between make no second one.
 */
export async function recordSignals(
  tx: Db,
  ctx: Context,
  integration: Pick<Integration, "id" | "workspaceId" | "tenantId" | "provider">,
  facts: readonly NormalisedSignal[],
  from: { by: "webhook" | "polling"; deliveryId: string | null },
): Promise<Signal[]> {
  const { id: integrationId, workspaceId, tenantId, provider } = integration;
  const fresh: Signal[] = [];
  for (const fact of facts) {
    const [signal] = await tx
      .insert(signals)
      .values({ ...storableSignal(fact), workspaceId, integrationId, tenantId, provider, ...from })
      .onConflictDoNothing()
      .returning();
    if (!signal) continue;
    fresh.push(signal);
    const { type, title, subject, url, actor, by } = signal;
    await recordEvent(tx, ctx, signalReceived, {
      workspaceId,
      subjectId: signal.id,
      tenantId,
      data: {
        integrationId,
        provider,
        type,
        title,
        subject,
        url,
        actor,
        by,
        occurredAt: signal.occurredAt.toISOString(),
      },
    });
  }
  return fresh;
}
