import type { MailContent } from "../mail-content.ts";

export function resetPasswordMail({ url }: { url: string }): MailContent {
  return {
    template: "accounts.reset-password",
    subject: "Choose a new password for Plumbline",
    heading: "Choose a new password",
    paragraphs: [
      "Somebody, probably you, asked to reset the password of the account with this address. The old one works until then.",
    ],
    action: { label: "Choose a new password", url },
    notes: [
      "The link works once, within an hour. Choosing a password signs out every other browser.",
      "If you did not ask for this, do nothing: your password stays as it is.",
    ],
  };
}
