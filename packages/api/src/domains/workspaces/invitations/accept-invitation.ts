import type { Db } from "@plumbline/db";
import { invitations, members } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Actor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { ExpiredError, ForbiddenError, NotFoundError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { invitationAccepted, memberJoined } from "../events.ts";
import { lockMembers } from "../members/lock-members.ts";
import type { Workspace } from "../workspace-ref.ts";
import { findInvitation } from "./find-invitation.ts";
import { type Invitation, invitationState } from "./invitation-ref.ts";

export const acceptInvitationInput = z.object({ token: z.string().max(200) });

export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

type Person = Extract<Actor, { type: "user" }>;

/**
 * The signed-in person becomes a member. Accepting twice is harmless.
 * @throws NotFoundError for a token that never was, or was replaced by sending the invitation again
 * @throws ForbiddenError for another address than the invited one, and before the address is verified
 * @throws ExpiredError when it has run out, was revoked, or somebody accepted it
 */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput): Promise<Workspace> {
  const wish = parseInput(acceptInvitationInput, input);
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new UnauthenticatedError(
      "An invitation is accepted by the person it is for.",
      "Sign in, or sign up, with the invited address.",
    );
  }
  const found = await findInvitation(ctx, wish.token);
  if (!found) {
    throw new NotFoundError("No invitation has this link.", "Look for a newer mail, or ask to be invited again.");
  }
  refuseOthers(actor, found.email);
  const { id, workspaceId } = found.invitation;
  const joined = await transact(ctx, { workspaceId, verb: "acceptInvitation", input: wish }, async (tx) => {
    const workspace = await lockMembers(tx, workspaceId);
    const [invitation] = await tx.select().from(invitations).where(own(workspaceId, id)).for("update");
    if (!invitation) return workspace;
    if (invitation.acceptedBy === actor.userId && (await isMember(tx, workspaceId, actor))) return workspace;
    refuseEnded(invitation, ctx.app.clock.now());
    await join(ctx, tx, actor, invitation);
    return workspace;
  });
  ctx.memo.delete(`access:${workspaceId}`);
  return joined;
}

/** Whoever accepted and was removed since is told that the link is used up, not that all is well. */
async function isMember(tx: Db, workspaceId: string, { userId }: Person): Promise<boolean> {
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)));
  return member !== undefined;
}

async function join(ctx: Context, tx: Db, actor: Person, invitation: Invitation): Promise<void> {
  const { id, workspaceId, email, role, invitedBy } = invitation;
  const { userId, name } = actor;
  await tx.update(invitations).set({ acceptedAt: ctx.app.clock.now(), acceptedBy: userId }).where(own(workspaceId, id));
  const [member] = await tx
    .insert(members)
    .values({ workspaceId, userId, role })
    .onConflictDoNothing({ target: [members.workspaceId, members.userId] })
    .returning({ id: members.id });
  await recordEvent(tx, ctx, invitationAccepted, {
    workspaceId,
    subjectId: id,
    data: { email, role, userId, name, invitedBy },
  });
  if (!member) return;
  const data = { userId, name, email, role, by: "invitation" as const };
  await recordEvent(tx, ctx, memberJoined, { workspaceId, subjectId: member.id, data, after: { role } });
}

function refuseOthers({ email, emailVerified }: Person, invited: string): void {
  if (email.toLowerCase() !== invited) {
    throw new ForbiddenError(
      "invitation:address",
      `This invitation is for ${invited}, and you are signed in as ${email}.`,
      "Sign in with the invited address, or ask for an invitation of yours.",
    );
  }
  if (emailVerified) return;
  throw new ForbiddenError(
    "email:verified",
    "Your mail address is not verified yet.",
    "Open the link in the verification mail.",
  );
}

function refuseEnded(invitation: Invitation, now: Date): void {
  const state = invitationState(invitation, now);
  if (state === "pending") return;
  const why = { accepted: "was accepted already", revoked: "was revoked", expired: "has expired" }[state];
  throw new ExpiredError(`This invitation ${why}.`, "Ask to be invited again.");
}

function own(workspaceId: string, id: string) {
  return and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id));
}
