import type { Db } from "@plumbline/db";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import type { Workspace } from "../workspace-ref.ts";
import { invitationMail } from "./invitation-mail.ts";
import type { Invitation } from "./invitation-ref.ts";

/** Queues the mail in the verb's transaction: it goes out exactly when the invitation is there. */
export async function sendInvitation(
  ctx: Context,
  tx: Db,
  { workspace, invitation, token }: { workspace: Workspace; invitation: Invitation; token: string },
): Promise<void> {
  await ctx.app.mailer.queue(tx, {
    to: invitation.email,
    workspaceId: workspace.id,
    aboutId: invitation.id,
    content: invitationMail({
      workspace: workspace.name,
      by: describeActor(ctx.actor).actorName,
      role: invitation.role,
      url: `${ctx.app.config.publicUrl}/invitations/${token}`,
    }),
  });
}
