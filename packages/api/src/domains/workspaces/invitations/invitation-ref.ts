import type { invitations } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";

/** One row of `invitations`. */
export type Invitation = typeof invitations.$inferSelect;

registerIdPrefix("Invitation", "inv");

/** The GraphQL type `Invitation`. */
export const InvitationRef = builder.objectRef<Invitation>("Invitation");

/** Where an invitation stands. */
export type InvitationState = "pending" | "accepted" | "revoked" | "expired";

/** Where an invitation stands at a moment, cleaned up or not. */
export function invitationState(invitation: Invitation, now: Date): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiredAt || invitation.expiresAt <= now ? "expired" : "pending";
}
