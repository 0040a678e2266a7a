import { invitations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { invitationRevoked } from "../events.ts";
import type { Invitation } from "./invitation-ref.ts";
import { lockInvitation } from "./lock-invitation.ts";

export const revokeInvitationInput = z.object({ invitationId: z.uuid() });

export type RevokeInvitationInput = z.input<typeof revokeInvitationInput>;

/**
 * Withdraws an invitation; its link opens nothing any more.
 * @throws PreconditionError when it was accepted or revoked already
 */
export async function revokeInvitation(ctx: Context, input: RevokeInvitationInput): Promise<Invitation> {
  const wish = parseInput(revokeInvitationInput, input);
  const { invitationId: id } = wish;
  const permission = "members:write";
  const workspaceId = await authorizeRow(ctx, { table: invitations, id, permission, noun: "invitation" });
  return await transact(ctx, { workspaceId, verb: "revokeInvitation", input: wish }, async (tx) => {
    const { email, role } = await lockInvitation(tx, workspaceId, id);
    const [invitation] = await tx
      .update(invitations)
      .set({ revokedAt: ctx.app.clock.now() })
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)))
      .returning();
    await recordEvent(tx, ctx, invitationRevoked, { workspaceId, subjectId: id, data: { email, role } });
    return invitation as Invitation;
  });
}
