import { members } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { permissionToAssign, roles } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { memberRoleChanged } from "../events.ts";
import { lockMembers, refuseLastOwner, requireMember, requireStillAllowed } from "./lock-members.ts";
import type { Member } from "./member-ref.ts";

export const changeMemberRoleInput = z.object({ memberId: z.uuid(), role: z.enum(roles) });

export type ChangeMemberRoleInput = z.input<typeof changeMemberRoleInput>;

/**
 * Gives a member another role. Making and unmaking owners is for owners.
 * @throws ForbiddenError without the permission for either role
 * @throws PreconditionError for the only owner
 */
export async function changeMemberRole(ctx: Context, input: ChangeMemberRoleInput): Promise<Member> {
  const wish = parseInput(changeMemberRoleInput, input);
  const { memberId: id, role } = wish;
  const workspaceId = await authorizeRow(ctx, { table: members, id, permission: "members:write", noun: "member" });
  const changed = await transact(ctx, { workspaceId, verb: "changeMemberRole", input: wish }, async (tx) => {
    await lockMembers(tx, workspaceId);
    const member = await requireMember(tx, workspaceId, { id });
    await requireStillAllowed(ctx, tx, workspaceId, permissionToAssign(member.role));
    await requireStillAllowed(ctx, tx, workspaceId, permissionToAssign(role));
    if (member.role === role) return member;
    if (role !== "owner") await refuseLastOwner(tx, member);
    const [updated] = await tx
      .update(members)
      .set({ role, updatedAt: ctx.app.clock.now() })
      .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)))
      .returning();
    await recordEvent(tx, ctx, memberRoleChanged, {
      workspaceId,
      subjectId: id,
      data: { ...member.person, from: member.role, to: role },
      before: { role: member.role },
      after: { role },
    });
    return updated as Member;
  });
  ctx.memo.delete(`access:${workspaceId}`);
  return changed;
}
