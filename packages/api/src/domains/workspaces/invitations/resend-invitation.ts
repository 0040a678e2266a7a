import { invitations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, RateLimitedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { permissionToAssign } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { invitationResent } from "../events.ts";
import { lockMembers } from "../members/lock-members.ts";
import { isUniqueViolation } from "../unique-violation.ts";
import type { Invitation } from "./invitation-ref.ts";
import { makeInvitationToken } from "./invitation-token.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { sendInvitation } from "./send-invitation.ts";

/** Between two mails of one invitation, in milliseconds. */
const pauseMs = 30_000;

export const resendInvitationInput = z.object({ invitationId: z.uuid() });

export type ResendInvitationInput = z.input<typeof resendInvitationInput>;

/**
 * Sends an invitation again, with a new link that works for another seven days; the old link stops working. One that has
 * expired is open again.
 * @throws PreconditionError when it was accepted or revoked
 * @throws RateLimitedError within half a minute of the last mail
 */
export async function resendInvitation(ctx: Context, input: ResendInvitationInput): Promise<Invitation> {
  const wish = parseInput(resendInvitationInput, input);
  const { invitationId: id } = wish;
  const permission = "members:write";
  const workspaceId = await authorizeRow(ctx, { table: invitations, id, permission, noun: "invitation" });
  return await transact(ctx, { workspaceId, verb: "resendInvitation", input: wish }, async (tx) => {
    const workspace = await lockMembers(tx, workspaceId);
    const known = await lockInvitation(tx, workspaceId, id);
    await authorize(ctx, workspaceId, permissionToAssign(known.role));
    const now = ctx.app.clock.now();
    refuseHaste(known, now);
    const { token, tokenHash, expiresAt } = makeInvitationToken(ctx.app);
    const [invitation] = await tx
      .update(invitations)
      .set({ tokenHash, expiresAt, lastSentAt: now, resentCount: known.resentCount + 1, expiredAt: null })
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? otherOpen(known.email) : error;
      });
    await sendInvitation(ctx, tx, { workspace, invitation: invitation as Invitation, token });
    await recordEvent(tx, ctx, invitationResent, {
      workspaceId,
      subjectId: id,
      data: { email: known.email, role: known.role, expiresAt: expiresAt.toISOString() },
      before: { expiresAt: known.expiresAt.toISOString() },
      after: { expiresAt: expiresAt.toISOString() },
    });
    return invitation as Invitation;
  });
}

function refuseHaste({ lastSentAt }: Invitation, now: Date): void {
  const waitMs = lastSentAt.getTime() + pauseMs - now.getTime();
  if (waitMs > 0) throw new RateLimitedError("This invitation was mailed a moment ago.", Math.ceil(waitMs / 1000));
}

function otherOpen(email: string): ConflictError {
  return new ConflictError(`${email} has another open invitation.`, "Send that one again.");
}
