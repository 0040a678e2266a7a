import type { MailContent } from "../../../mail/mail-content.ts";
import type { Role } from "../../../service/permissions.ts";
import { invitationDays } from "./invitation-token.ts";

export interface InvitationMailOptions {
  workspace: string;
  /** Who invites, by name. */
  by: string;
  role: Role;
  /** The link, which holds the token. */
  url: string;
}

/** The mail that asks somebody to become a member. */
export function invitationMail({ workspace, by, role, url }: InvitationMailOptions): MailContent {
  return {
    template: "workspaces.invitation",
    subject: `${by} invites you to ${workspace} on Plumbline`,
    heading: `${by} invites you to ${workspace}`,
    paragraphs: [
      `${workspace} uses Plumbline to see what it operates and what truly works. You are invited to join it as ${role}.`,
      "Open the invitation with this mail address; you can make an account there if you have none.",
    ],
    action: { label: "See the invitation", url },
    notes: [
      `The link works for ${invitationDays} days and for this address only.`,
      "If you did not expect this, ignore it: nothing happens.",
    ],
  };
}
