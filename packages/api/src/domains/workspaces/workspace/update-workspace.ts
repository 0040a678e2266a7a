import { workspaces } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../changed-fields.ts";
import { workspaceRenamed } from "../events.ts";
import { lockMembers } from "../members/lock-members.ts";
import { isUniqueViolation } from "../unique-violation.ts";
import type { Workspace } from "../workspace-ref.ts";
import { slugTaken } from "./create-workspace.ts";
import { slugInput, workspaceNameInput } from "./slug-rules.ts";

export const updateWorkspaceInput = z.object({
  workspaceId: z.uuid(),
  name: workspaceNameInput.nullish().transform((name) => name ?? undefined),
  slug: slugInput.nullish().transform((slug) => slug ?? undefined),
});

export type UpdateWorkspaceInput = z.input<typeof updateWorkspaceInput>;

/**
 * Renames the workspace, or moves it to another slug; the old one is free at once.
 * @throws ConflictError when another workspace has the slug
 */
export async function updateWorkspace(ctx: Context, input: UpdateWorkspaceInput): Promise<Workspace> {
  await authorize(ctx, input.workspaceId, "workspace:write");
  const wish = parseInput(updateWorkspaceInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateWorkspace", input: wish }, async (tx) => {
    const known = await lockMembers(tx, workspaceId);
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [workspace] = await tx
      .update(workspaces)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(eq(workspaces.id, workspaceId))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? slugTaken(fields.slug ?? "") : error;
      });
    const { name, slug } = workspace as Workspace;
    await recordEvent(tx, ctx, workspaceRenamed, {
      workspaceId,
      subjectId: workspaceId,
      data: { name, slug },
      ...changes,
    });
    return workspace as Workspace;
  });
}
