import { workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import { purgeWorkspace } from "./purge-workspace.ts";

/** Finds workspaces whose own purge job was lost or came too early, so that a promised deletion always happens. */
export const purgeDueWorkspaces = defineJob({
  name: "workspaces.purge-due-workspaces",
  description: "Queues the purge of every workspace whose grace period is over.",
  payload: z.object({}),
  cron: "23 * * * *",
  async run(ctx) {
    const now = ctx.app.clock.now();
    await withSystem(ctx.app.database, async (tx) => {
      const due = await tx
        .select({ workspaceId: workspaces.id })
        .from(workspaces)
        .where(and(lte(workspaces.purgeAfter, now), isNull(workspaces.purgedAt)));
      for (const { workspaceId } of due) await enqueue(tx, purgeWorkspace, { workspaceId });
    });
    ctx.app.outbox.wakeWorkers();
  },
});
