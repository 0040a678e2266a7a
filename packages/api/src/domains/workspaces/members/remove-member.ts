import { members } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { permissionToAssign } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { memberRemoved } from "../events.ts";
import { lockMembers, refuseLastOwner, requireMember, requireStillAllowed } from "./lock-members.ts";
import type { Member } from "./member-ref.ts";

export const removeMemberInput = z.object({ memberId: z.uuid() });

export type RemoveMemberInput = z.input<typeof removeMemberInput>;

/**
 * Removes a member. What the person made stays; API keys belong to the workspace and go on working.
 * @returns the member as it last was
 * @throws PreconditionError for the only owner, and for oneself (that is leaving)
 */
export async function removeMember(ctx: Context, input: RemoveMemberInput): Promise<Member> {
  const wish = parseInput(removeMemberInput, input);
  const { memberId: id } = wish;
  const workspaceId = await authorizeRow(ctx, { table: members, id, permission: "members:write", noun: "member" });
  return await transact(ctx, { workspaceId, verb: "removeMember", input: wish }, async (tx) => {
    await lockMembers(tx, workspaceId);
    const { person, ...member } = await requireMember(tx, workspaceId, { id });
    await requireStillAllowed(ctx, tx, workspaceId, permissionToAssign(member.role));
    if (ctx.actor.type === "user" && ctx.actor.userId === member.userId) {
      throw new PreconditionError("You cannot remove yourself.", "Use leaveWorkspace to leave.");
    }
    await refuseLastOwner(tx, member);
    await tx.delete(members).where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)));
    await recordEvent(tx, ctx, memberRemoved, {
      workspaceId,
      subjectId: id,
      data: person,
      before: { role: member.role },
    });
    return member;
  });
}
