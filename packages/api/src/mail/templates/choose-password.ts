import type { MailContent } from "../mail-content.ts";

/** For an address that is not verified yet: it was signed up with several passwords, or its one was forgotten. Only its owner may decide. */
export function choosePasswordMail({ url }: { url: string }): MailContent {
  return {
    template: "accounts.choose-password",
    subject: "Finish your sign-up for Plumbline",
    heading: "Choose a password to finish",
    paragraphs: [
      "Somebody, probably you, signed up for Plumbline with this address and did not verify it. Open the link to choose the password: it replaces any that was chosen before, and verifies the address too.",
    ],
    action: { label: "Choose a password", url },
    notes: [
      "The link works once, within an hour.",
      "If you did not sign up, do nothing: without the link the account stays closed.",
    ],
  };
}
