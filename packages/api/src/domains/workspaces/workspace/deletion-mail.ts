import type { MailContent } from "../../../mail/mail-content.ts";

export interface DeletionMailOptions {
  workspace: string;
  /** Who asked, by name. */
  by: string;
  purgeAfter: Date;
  /** The workspace's settings, where deletion can be cancelled. */
  url: string;
}

/** The mail that tells every owner that the workspace will be deleted. */
export function deletionMail({ workspace, by, purgeAfter, url }: DeletionMailOptions): MailContent {
  const when = `${purgeAfter.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    template: "workspaces.deletion-requested",
    subject: `${workspace} will be deleted on ${purgeAfter.toISOString().slice(0, 10)}`,
    heading: `${workspace} will be deleted`,
    paragraphs: [
      `${by} asked for the deletion of the workspace ${workspace}.`,
      `Until ${when} everything works as before and every owner can cancel it. Then all of it is deleted, for good.`,
    ],
    action: { label: "Look at it, or cancel", url },
    notes: ["You get this mail because you are an owner of the workspace."],
  };
}
