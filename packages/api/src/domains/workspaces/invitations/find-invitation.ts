import { invitations, users, workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Role } from "../../../service/permissions.ts";
import { type Invitation, type InvitationState, invitationState } from "./invitation-ref.ts";
import { hashInvitationToken } from "./invitation-token.ts";

/** What the holder of an invitation's link may know, signed in or not. */
export interface InvitationPreview {
  invitation: Invitation;
  state: InvitationState;
  workspaceName: string;
  workspaceSlug: string;
  /** Null when the person is gone. */
  invitedByName: string | null;
  email: string;
  role: Role;
  expiresAt: Date;
}

/** The invitation behind a link's token, whatever its state; null for a token that never was or was replaced. */
export async function findInvitation(ctx: Context, token: string): Promise<InvitationPreview | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const tokenHash = hashInvitationToken(ctx.app, token);
  const [found] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select({ invitation: invitations, name: workspaces.name, slug: workspaces.slug, by: users.name })
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(and(eq(invitations.tokenHash, tokenHash), isNull(workspaces.purgedAt))),
  );
  if (!found) return null;
  const { invitation, name, slug, by } = found;
  const { email, role, expiresAt } = invitation;
  const state = invitationState(invitation, ctx.app.clock.now());
  return { invitation, state, workspaceName: name, workspaceSlug: slug, invitedByName: by, email, role, expiresAt };
}
