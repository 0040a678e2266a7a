import type { Db } from "@plumbline/db";
import { alerts, escalationPolicies } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { JobDefinition } from "../../../outbox/define-job.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import type { Context } from "../../../service/context.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { stepAt } from "./next-step.ts";

/** One row of `escalation_policies`. */
export type EscalationPolicy = typeof escalationPolicies.$inferSelect;

export const stepRef = z.object({
  workspaceId: z.uuid(),
  alertId: z.uuid(),
  episode: z.int(),
  step: z.int(),
});

/** The job that takes a step. Told, not imported: it plans the next one by this file. */
export type StepJob = JobDefinition<typeof stepRef>;

/** The policy, unless it was deleted. */
export async function findPolicy(tx: Db, workspaceId: string, id: string): Promise<EscalationPolicy | null> {
  const [policy] = await tx
    .select()
    .from(escalationPolicies)
    .where(
      and(
        eq(escalationPolicies.workspaceId, workspaceId),
        eq(escalationPolicies.id, id),
        isNull(escalationPolicies.archivedAt),
      ),
    );
  return policy ?? null;
}

/** Plans a step of an open alert: its row says which and when, a job of its own takes it. Without such a step nothing escalates. */
export async function planStep(
  tx: Db,
  ctx: Context,
  job: StepJob,
  alert: Alert,
  { policy, number }: { policy: EscalationPolicy; number: number },
): Promise<Alert> {
  const step = stepAt(policy, number);
  const escalateAt = step && new Date(ctx.app.clock.now().getTime() + step.afterSeconds * 1000);
  const { workspaceId, id: alertId, episode } = alert;
  const [planned] = await tx
    .update(alerts)
    .set({ policyId: policy.id, escalationStep: step ? number : null, escalateAt })
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, alertId)))
    .returning();
  if (escalateAt) {
    const key = `alerts.escalate:${alertId}`;
    await enqueue(tx, job, { workspaceId, alertId, episode, step: number }, { runAt: escalateAt, key });
  }
  return planned as Alert;
}
