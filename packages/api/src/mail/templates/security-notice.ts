import type { MailContent } from "../mail-content.ts";

/** What was changed about an account's security. */
export type SecurityChange = "password" | "email" | "passkey-added" | "passkey-removed" | "second-step-off";

const words: Record<SecurityChange, { subject: string; what: string }> = {
  password: { subject: "Your Plumbline password was changed", what: "The password of your account was changed" },
  email: {
    subject: "Your Plumbline address was changed",
    what: "Your account now uses another address, and this one no longer signs in",
  },
  "passkey-added": {
    subject: "A passkey was added to your Plumbline account",
    what: "A passkey was added to your account: it signs in without the password",
  },
  "passkey-removed": {
    subject: "A passkey was removed from your Plumbline account",
    what: "A passkey was removed from your account",
  },
  "second-step-off": {
    subject: "The second step is off for your Plumbline account",
    what: "The authenticator app was switched off: signing in needs only the password now",
  },
};

/** Tells the owner of an account what was just changed, so that a stranger cannot change it unseen. */
export function securityNoticeMail(
  change: SecurityChange,
  { at, securityUrl }: { at: Date; securityUrl: string },
): MailContent {
  const { subject, what } = words[change];
  const recover =
    change === "email"
      ? "If it was not you, write to the owner of your workspace at once: only they and the operator can give the account back."
      : "If it was not you, reset your password from the sign-in page at once, then look through your sessions and passkeys.";
  return {
    template: `accounts.notice-${change}`,
    subject,
    heading: subject,
    paragraphs: [`${what}, on ${sayTime(at)}.`, "If it was you, there is nothing to do.", recover],
    ...(change === "email" ? {} : { action: { label: "Look at account security", url: securityUrl } }),
  };
}

function sayTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " at ")} UTC`;
}
