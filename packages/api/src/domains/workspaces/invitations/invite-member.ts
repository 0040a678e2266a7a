import type { Db } from "@plumbline/db";
import { invitations, members, users } from "@plumbline/db/schema";
import { and, count, eq, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { permissionToAssign, roles } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { invitationCreated } from "../events.ts";
import { lockMembers } from "../members/lock-members.ts";
import type { Invitation } from "./invitation-ref.ts";
import { makeInvitationToken } from "./invitation-token.ts";
import { sendInvitation } from "./send-invitation.ts";

/** Open invitations of one workspace at most: each is a mail to a stranger. */
const mostOpen = 200;

export const inviteMemberInput = z.object({
  workspaceId: z.uuid(),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("must be a mail address.")),
  role: z.enum(roles),
});

export type InviteMemberInput = z.input<typeof inviteMemberInput>;

/**
 * Invites an address by mail. Whether the person has an account makes no difference, here or in the answer.
 * @throws ConflictError when the address belongs to a member, or has an open invitation already
 * @throws PreconditionError beyond 200 open invitations
 */
export async function inviteMember(ctx: Context, input: InviteMemberInput): Promise<Invitation> {
  await authorize(ctx, input.workspaceId, "members:write");
  const wish = parseInput(inviteMemberInput, input);
  const { workspaceId, email, role } = wish;
  await authorize(ctx, workspaceId, permissionToAssign(role));
  return await transact(ctx, { workspaceId, verb: "inviteMember", input: wish }, async (tx) => {
    const workspace = await lockMembers(tx, workspaceId);
    const now = ctx.app.clock.now();
    await refuseMember(tx, workspaceId, email);
    await closeExpired(tx, { workspaceId, email, now });
    await refuseTooMany(tx, workspaceId);
    const { token, tokenHash, expiresAt } = makeInvitationToken(ctx.app);
    const invitedBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
    const [invitation] = await tx
      .insert(invitations)
      .values({ workspaceId, email, role, tokenHash, invitedBy, expiresAt, lastSentAt: now, createdAt: now })
      .onConflictDoNothing()
      .returning();
    if (!invitation) {
      throw new ConflictError(`${email} has an open invitation already.`, "Send that one again, or revoke it first.");
    }
    await sendInvitation(ctx, tx, { workspace, invitation, token });
    await recordEvent(tx, ctx, invitationCreated, {
      workspaceId,
      subjectId: invitation.id,
      data: { email, role, expiresAt: expiresAt.toISOString() },
      after: { email, role },
    });
    return invitation;
  });
}

async function refuseMember(tx: Db, workspaceId: string, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(users.email, email)));
  if (member) throw new ConflictError(`${email} belongs to a member already.`, "Change the member's role instead.");
}

/** One that has run out but was not cleaned up yet must not stand in the way of a new one. */
async function closeExpired(tx: Db, { workspaceId, email, now }: { workspaceId: string; email: string; now: Date }) {
  await tx
    .update(invitations)
    .set({ expiredAt: now })
    .where(and(open(workspaceId), eq(invitations.email, email), lte(invitations.expiresAt, now)));
}

async function refuseTooMany(tx: Db, workspaceId: string): Promise<void> {
  const [known] = await tx.select({ n: count() }).from(invitations).where(open(workspaceId));
  if ((known?.n ?? 0) < mostOpen) return;
  throw new PreconditionError(
    `A workspace has at most ${mostOpen} open invitations.`,
    "Revoke those that are not needed.",
  );
}

function open(workspaceId: string) {
  return and(
    eq(invitations.workspaceId, workspaceId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    isNull(invitations.expiredAt),
  );
}
