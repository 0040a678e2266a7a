import type { MailContent } from "../mail-content.ts";

/** Without the name that was typed in: a stranger could put any sentence there and have us send it. */
export function verifyEmailMail({ url }: { url: string }): MailContent {
  return {
    template: "accounts.verify-email",
    subject: "Verify your address for Plumbline",
    heading: "Verify your address",
    paragraphs: [
      "Somebody, probably you, signed up for Plumbline with this address. Open the link to finish; it signs you in.",
    ],
    action: { label: "Verify this address", url },
    notes: [
      "The link works for 24 hours.",
      "If you did not sign up, do nothing: without the link the account stays closed.",
    ],
  };
}
