import type { z } from "zod";
import type { JobDefinition } from "../../../../outbox/define-job.ts";
import { enqueue } from "../../../../outbox/enqueue.ts";
import type { Context } from "../../../../service/context.ts";
import { transact } from "../../../../service/transact.ts";
import { groupBatch } from "./group-batch.ts";

/** Milliseconds after which a job looks again that found another worker at work. */
const busyMs = 250;

type GroupJob = JobDefinition<z.ZodObject<{ workspaceId: z.ZodUUID }>>;

/**
 * Groups until nothing waits. Whoever finds another worker at it comes back a moment later: that one may just have looked for the last
 * time before the errors came.
 */
export async function groupWaiting(
  ctx: Context,
  { workspaceId }: { workspaceId: string },
  job: GroupJob,
): Promise<void> {
  for (;;) {
    const answer = await groupBatch(ctx, workspaceId);
    if (answer === "more") continue;
    if (answer === "done") return;
    await transact(ctx, { workspaceId, verb: "groupErrorsLater", input: null }, async (tx) => {
      const runAt = new Date(Date.now() + busyMs);
      await enqueue(tx, job, { workspaceId }, { runAt, key: `logs.group-errors:${workspaceId}` });
    });
    return;
  }
}
