import type { z } from "zod";
import type { JobDefinition } from "../../../outbox/define-job.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { evaluateBatch } from "./evaluate-batch.ts";

/** Milliseconds after which a job looks again that found another worker at work. */
const busyMs = 250;

type EvaluatorJob = JobDefinition<z.ZodObject<{ workspaceId: z.ZodUUID }>>;

/**
 * Evaluates until nothing waits. Whoever finds another worker at it comes back a moment later: that one may just have looked for
 * the last time before the events came.
 */
export async function evaluateWaiting(
  ctx: Context,
  { workspaceId }: { workspaceId: string },
  job: EvaluatorJob,
): Promise<void> {
  for (;;) {
    const answer = await evaluateBatch(ctx, workspaceId);
    if (answer === "more") continue;
    if (answer === "done") return;
    await transact(ctx, { workspaceId, verb: "evaluateLater", input: null }, async (tx) => {
      const runAt = new Date(Date.now() + busyMs);
      await enqueue(tx, job, { workspaceId }, { runAt, key: `alerts.evaluate:${workspaceId}` });
    });
    return;
  }
}
