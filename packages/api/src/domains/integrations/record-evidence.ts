import type { Db } from "@plumbline/db";
import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { integrationStateChanged } from "./events.ts";
import { applyEvidence, type EvidenceChange, stateOf } from "./state-of.ts";

type Integration = typeof integrations.$inferSelect;
type Columns = Omit<PgUpdateSetSource<typeof integrations>, "id" | "workspaceId" | "state" | "evidence">;

/**
 * Writes evidence, and whatever else changed, under the row's lock; the state follows, and a changed state is an event. The one
 * place where a state is written. Returns null when the integration is gone.
 */
export async function recordEvidence(
  tx: Db,
  ctx: Context,
  { workspaceId, id }: Pick<Integration, "workspaceId" | "id">,
  change: EvidenceChange,
  columns: Columns = {},
): Promise<Integration | null> {
  const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));
  // Not "update": that waits for the key share locks of every signal and delivery being inserted, and two such would deadlock.
  const [before] = await tx.select().from(integrations).where(own).for("no key update");
  if (!before) return null;
  const evidence = applyEvidence(before.evidence, change);
  const state = stateOf(evidence);
  const [after] = await tx
    .update(integrations)
    .set({ ...columns, evidence, state, updatedAt: ctx.app.clock.now() })
    .where(own)
    .returning();
  if (!after) return null;
  if (state !== before.state) {
    const text = (state === "pending" ? undefined : evidence[state]?.text) ?? "";
    await recordEvent(tx, ctx, integrationStateChanged, {
      workspaceId,
      subjectId: id,
      tenantId: after.tenantId,
      data: { provider: after.provider, name: after.name, from: before.state, to: state, evidence: text },
      before: { state: before.state },
      after: { state },
    });
  }
  return after;
}
