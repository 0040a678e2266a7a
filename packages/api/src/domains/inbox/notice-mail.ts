import type { MailContent } from "../../mail/mail-content.ts";
import type { Notice } from "./notice-kinds.ts";

export interface NoticeMailOptions {
  workspace: string;
  notice: Notice;
  /** The console's page about it. */
  url: string;
}

/** A notice as a mail. */
export function noticeMail({ workspace, notice, url }: NoticeMailOptions): MailContent {
  return {
    template: "inbox.notice",
    subject: `${notice.title} (${workspace})`,
    heading: notice.title,
    paragraphs: [notice.body, `This is about the workspace ${workspace}.`],
    action: { label: "Look at it", url },
    notes: ["You choose what reaches you by mail in the console, at your account under notifications."],
  };
}
