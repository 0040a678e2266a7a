import { workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { workspacePurged } from "../events.ts";
import { deleteWorkspaceRows } from "../workspace/delete-workspace-rows.ts";

/**
 * Deletes everything in a workspace when its grace period is over. What stays is a row without its name and slug, and one event
 * that says when and how much. A cancelled or postponed deletion is found out under the lock.
 */
export const purgeWorkspace = defineJob({
  name: "workspaces.purge-workspace",
  description: "Deletes everything in a workspace whose grace period is over, and leaves a record of it.",
  payload: z.object({ workspaceId: z.uuid() }),
  async run(ctx, { workspaceId }) {
    const now = ctx.app.clock.now();
    await withSystem(ctx.app.database, async (tx) => {
      const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for("update");
      if (!workspace?.purgeAfter || workspace.purgedAt || workspace.purgeAfter > now) return;
      const deletedRows = await deleteWorkspaceRows(tx, workspaceId);
      await tx
        .update(workspaces)
        .set({
          name: "Deleted workspace",
          slug: `purged-${workspaceId.replaceAll("-", "")}`,
          purgedAt: now,
          purgeAfter: null,
          deletionRequestedBy: null,
          updatedAt: now,
        })
        .where(eq(workspaces.id, workspaceId));
      const requestedAt = (workspace.deletionRequestedAt ?? now).toISOString();
      await recordEvent(tx, ctx, workspacePurged, {
        workspaceId,
        subjectId: workspaceId,
        data: { requestedAt, deletedRows },
        after: { purgedAt: now.toISOString() },
      });
    });
    ctx.app.outbox.nudge();
  },
});
