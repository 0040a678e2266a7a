import type { MailContent } from "../mail-content.ts";

/** To the owner of an account with whose address somebody signed up again. The page that was used says nothing of it. */
export function knownAddressMail({ signInUrl }: { signInUrl: string }): MailContent {
  return {
    template: "accounts.known-address",
    subject: "You have a Plumbline account already",
    heading: "You have an account already",
    paragraphs: [
      "Somebody, probably you, tried to sign up for Plumbline with this address. It has an account, so nothing was changed. Sign in instead; “Forgot password” is on the same page.",
    ],
    action: { label: "Sign in", url: signInUrl },
    notes: ["If it was not you, do nothing: nobody was told that this account exists."],
  };
}
