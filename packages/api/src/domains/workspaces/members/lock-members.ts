import type { Db } from "@plumbline/db";
import { members, users, workspaces } from "@plumbline/db/schema";
import { and, count, eq } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError, PreconditionError } from "../../../service/errors.ts";
import { type Permission, roleAllows } from "../../../service/permissions.ts";
import { unknownRow } from "../authorize-row.ts";
import type { Workspace } from "../workspace-ref.ts";
import type { Member } from "./member-ref.ts";

/** A member with the person's name and address, as events carry them. */
export interface MemberWithPerson extends Member {
  person: { userId: string; name: string; email: string };
}

/**
 * Takes the lock under which membership changes: two owners who leave at once must not both be the second to last.
 * Weaker than FOR UPDATE, so that what only refers to the workspace is not held up.
 */
export async function lockMembers(tx: Db, workspaceId: string): Promise<Workspace> {
  const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for("no key update");
  if (!workspace || workspace.purgedAt) throw unknownRow("workspace");
  return workspace;
}

/** A member as it is now, by its id or by its user. @throws NotFoundError when there is none any more */
export async function requireMember(
  tx: Db,
  workspaceId: string,
  by: { id: string } | { userId: string },
): Promise<MemberWithPerson> {
  const which = "id" in by ? eq(members.id, by.id) : eq(members.userId, by.userId);
  const [found] = await tx
    .select({ member: members, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), which));
  if (!found) throw unknownRow("member");
  const { member, name, email } = found;
  return { ...member, person: { userId: member.userId, name, email } };
}

/** @throws PreconditionError when the member is the only owner: a workspace without one could never be deleted or handed on */
export async function refuseLastOwner(tx: Db, member: Member): Promise<void> {
  if (member.role !== "owner") return;
  const [owners] = await tx
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.workspaceId, member.workspaceId), eq(members.role, "owner")));
  if ((owners?.n ?? 0) > 1) return;
  throw new PreconditionError(
    "This is the only owner, and a workspace needs one.",
    "Make another member owner first, or delete the workspace.",
  );
}

/**
 * Looks again under the lock: what the request read of its caller before may have been taken away by whoever held the lock first.
 * @throws ForbiddenError when the caller's role has changed meanwhile, or the caller was removed
 */
export async function requireStillAllowed(
  ctx: Context,
  tx: Db,
  workspaceId: string,
  permission: Permission,
): Promise<void> {
  const { actor } = ctx;
  await authorize(ctx, workspaceId, permission);
  if (actor.type !== "user") return;
  const [caller] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, actor.userId)));
  if (caller && roleAllows(caller.role, permission)) return;
  throw new ForbiddenError(
    permission,
    "Your role in this workspace was changed while this request was under way.",
    "Ask an owner or admin of the workspace.",
  );
}
