import { members } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { memberLeft } from "../events.ts";
import type { Workspace } from "../workspace-ref.ts";
import { lockMembers, refuseLastOwner, requireMember } from "./lock-members.ts";

export const leaveWorkspaceInput = z.object({ workspaceId: z.uuid() });

export type LeaveWorkspaceInput = z.input<typeof leaveWorkspaceInput>;

/**
 * The signed-in person leaves.
 * @returns the workspace as it was left; the person cannot read it any more
 * @throws PreconditionError for the only owner
 */
export async function leaveWorkspace(ctx: Context, input: LeaveWorkspaceInput): Promise<Workspace> {
  const wish = parseInput(leaveWorkspaceInput, input);
  const { workspaceId } = wish;
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new UnauthenticatedError("Only a signed-in person can leave a workspace.", "Sign in, then try again.");
  }
  // A repeated request comes from somebody who has left already: the stored answer is for them too.
  if (!ctx.idempotencyKey) await authorize(ctx, workspaceId, "workspace:read");
  const left = await transact(ctx, { workspaceId, verb: "leaveWorkspace", input: wish }, async (tx) => {
    await authorize(ctx, workspaceId, "workspace:read");
    const workspace = await lockMembers(tx, workspaceId);
    const { person, ...member } = await requireMember(tx, workspaceId, { userId: actor.userId });
    await refuseLastOwner(tx, member);
    await tx.delete(members).where(and(eq(members.workspaceId, workspaceId), eq(members.id, member.id)));
    await recordEvent(tx, ctx, memberLeft, {
      workspaceId,
      subjectId: member.id,
      data: person,
      before: { role: member.role },
    });
    return workspace;
  });
  ctx.memo.delete(`access:${workspaceId}`);
  return left;
}
