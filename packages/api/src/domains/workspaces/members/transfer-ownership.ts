import { members } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { workspaceOwnershipTransferred } from "../events.ts";
import { lockMembers, requireMember, requireStillAllowed } from "./lock-members.ts";
import type { Member } from "./member-ref.ts";

export const transferOwnershipInput = z.object({ memberId: z.uuid() });

export type TransferOwnershipInput = z.input<typeof transferOwnershipInput>;

/**
 * Makes another member owner and the caller an admin.
 * @returns the new owner
 * @throws ForbiddenError for those who are no owner
 * @throws PreconditionError towards oneself
 */
export async function transferOwnership(ctx: Context, input: TransferOwnershipInput): Promise<Member> {
  const wish = parseInput(transferOwnershipInput, input);
  const { memberId: id } = wish;
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new UnauthenticatedError("Only a signed-in owner hands a workspace on.", "Sign in, then try again.");
  }
  // Not `owners:write`: a repeated request comes from somebody who is an admin by now. The owner is checked under the lock.
  const workspaceId = await authorizeRow(ctx, { table: members, id, permission: "members:write", noun: "member" });
  const made = await transact(ctx, { workspaceId, verb: "transferOwnership", input: wish }, async (tx) => {
    await lockMembers(tx, workspaceId);
    await requireStillAllowed(ctx, tx, workspaceId, "owners:write");
    const from = await requireMember(tx, workspaceId, { userId: actor.userId });
    const { person, ...to } = await requireMember(tx, workspaceId, { id });
    if (from.id === to.id) throw new PreconditionError("You are the owner already.", "Choose another member.");
    const now = ctx.app.clock.now();
    const setRole = (memberId: string, role: "owner" | "admin") =>
      tx
        .update(members)
        .set({ role, updatedAt: now })
        .where(and(eq(members.workspaceId, workspaceId), eq(members.id, memberId)));
    await setRole(to.id, "owner");
    await setRole(from.id, "admin");
    await recordEvent(tx, ctx, workspaceOwnershipTransferred, {
      workspaceId,
      subjectId: workspaceId,
      data: { from: from.person, to: person },
      before: { [from.person.email]: from.role, [person.email]: to.role },
      after: { [from.person.email]: "admin", [person.email]: "owner" },
    });
    return { ...to, role: "owner" as const, updatedAt: now };
  });
  ctx.memo.delete(`access:${workspaceId}`);
  return made;
}
