import type { MailContent } from "../mail-content.ts";

export function verifyNewEmailMail({ url, email }: { url: string; email: string }): MailContent {
  return {
    template: "accounts.verify-new-email",
    subject: "Verify your new address for Plumbline",
    heading: "Verify your new address",
    paragraphs: [`You asked to use ${email} for your account from now on. Nothing changes before you open the link.`],
    action: { label: "Use this address", url },
    notes: ["The link works for 24 hours.", "If you did not ask for this, do nothing."],
  };
}
