import type { Db } from "@plumbline/db";
import { invitations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { PreconditionError } from "../../../service/errors.ts";
import { unknownRow } from "../authorize-row.ts";
import type { Invitation } from "./invitation-ref.ts";

/**
 * Takes the lock on an invitation that can still become a member.
 * @throws NotFoundError when it is gone
 * @throws PreconditionError when it was accepted or revoked
 */
export async function lockInvitation(tx: Db, workspaceId: string, id: string): Promise<Invitation> {
  const [invitation] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)))
    .for("update");
  if (!invitation) throw unknownRow("invitation");
  if (invitation.acceptedAt) {
    throw new PreconditionError(
      "This invitation was accepted.",
      "The person is a member; look at the list of members.",
    );
  }
  if (invitation.revokedAt) {
    throw new PreconditionError("This invitation was revoked.", "Invite the address again.");
  }
  return invitation;
}
