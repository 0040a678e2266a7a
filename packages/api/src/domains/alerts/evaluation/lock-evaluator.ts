import type { Db } from "@plumbline/db";
import { alertEvaluators, events } from "@plumbline/db/schema";
import { eq, max } from "drizzle-orm";

/** One row of `alert_evaluators`. */
export type Evaluator = typeof alertEvaluators.$inferSelect;

/** The workspace's evaluator begins where the log ends now, unless there is one already. */
export async function ensureEvaluator(tx: Db, workspaceId: string): Promise<void> {
  const cursor = await newestPosition(tx, workspaceId);
  await tx.insert(alertEvaluators).values({ workspaceId, cursor }).onConflictDoNothing();
}

/** The position of the workspace's newest numbered event. */
export async function newestPosition(tx: Db, workspaceId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(events.position) })
    .from(events)
    .where(eq(events.workspaceId, workspaceId));
  return row?.last ?? 0;
}

/**
 * Takes the lock under which windows and alerts are changed, in evaluations and by members alike. Waits for its turn.
 */
export async function lockEvaluator(tx: Db, workspaceId: string): Promise<void> {
  const own = eq(alertEvaluators.workspaceId, workspaceId);
  await tx.select({ id: alertEvaluators.id }).from(alertEvaluators).where(own).for("update");
}

/** Like {@link lockEvaluator}, but at once `busy` when somebody else evaluates, and null when there is nothing to evaluate. */
export async function tryLockEvaluator(tx: Db, workspaceId: string): Promise<Evaluator | "busy" | null> {
  const own = eq(alertEvaluators.workspaceId, workspaceId);
  const [evaluator] = await tx.select().from(alertEvaluators).where(own).for("update", { skipLocked: true });
  if (evaluator) return evaluator;
  const [known] = await tx.select({ id: alertEvaluators.id }).from(alertEvaluators).where(own);
  return known ? "busy" : null;
}
