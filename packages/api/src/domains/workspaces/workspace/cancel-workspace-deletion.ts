import { workspaces } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { workspaceDeletionCancelled } from "../events.ts";
import { lockMembers } from "../members/lock-members.ts";
import type { Workspace } from "../workspace-ref.ts";

export const cancelWorkspaceDeletionInput = z.object({ workspaceId: z.uuid() });

export type CancelWorkspaceDeletionInput = z.input<typeof cancelWorkspaceDeletionInput>;

/**
 * Cancels a deletion within its grace period.
 * @throws PreconditionError when nobody asked for one
 */
export async function cancelWorkspaceDeletion(ctx: Context, input: CancelWorkspaceDeletionInput): Promise<Workspace> {
  await authorize(ctx, input.workspaceId, "workspace:delete");
  const wish = parseInput(cancelWorkspaceDeletionInput, input);
  const { workspaceId } = wish;
  return await transact(ctx, { workspaceId, verb: "cancelWorkspaceDeletion", input: wish }, async (tx) => {
    const { name, slug, purgeAfter } = await lockMembers(tx, workspaceId);
    if (!purgeAfter) throw new PreconditionError("Nobody asked for the deletion of this workspace.", null);
    const [workspace] = await tx
      .update(workspaces)
      .set({
        deletionRequestedAt: null,
        deletionRequestedBy: null,
        purgeAfter: null,
        updatedAt: ctx.app.clock.now(),
      })
      .where(eq(workspaces.id, workspaceId))
      .returning();
    await recordEvent(tx, ctx, workspaceDeletionCancelled, {
      workspaceId,
      subjectId: workspaceId,
      data: { name, slug },
      before: { purgeAfter: purgeAfter.toISOString() },
      after: { purgeAfter: null },
    });
    return workspace as Workspace;
  });
}
