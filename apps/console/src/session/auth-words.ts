/** What a refusal of the accounts' API means, and what to do. `field` names the input it belongs to. */
export interface AuthWords {
  title: string;
  detail?: string;
  field?: string;
}

// Keys are the codes of better-auth 1.7 (its `BASE_ERROR_CODES` and those of its plugins).
const words: Record<string, AuthWords> = {
  INVALID_EMAIL_OR_PASSWORD: {
    title: "This address and password do not belong together.",
    detail: "Check both, or reset the password.",
  },
  INVALID_EMAIL: {
    title: "This is not an email address.",
    detail: "It needs a name, an @ and a domain.",
    field: "email",
  },
  INVALID_PASSWORD: {
    title: "This is not the current password.",
    detail: "Check it, or reset it from the sign-in page.",
    field: "password",
  },
  PASSWORD_TOO_SHORT: {
    title: "The password is too short.",
    detail: "Use more characters; a sentence is good.",
    field: "password",
  },
  PASSWORD_TOO_LONG: { title: "The password is too long.", detail: "Use 128 characters at most.", field: "password" },
  PASSWORD_COMPROMISED: {
    title: "This password is known from a leak.",
    detail: "Choose another one.",
    field: "password",
  },
  EMAIL_NOT_VERIFIED: {
    title: "This address is not verified yet.",
    detail: "Open the link in the mail that has just been sent to it, then sign in.",
  },
  INVALID_TOKEN: { title: "This link is used up or too old.", detail: "Ask for a new one." },
  TOKEN_EXPIRED: { title: "This link is too old.", detail: "Ask for a new one." },
  INVALID_CODE: {
    title: "This code is not right.",
    detail: "Codes change every 30 seconds; use the newest one.",
    field: "code",
  },
  INVALID_BACKUP_CODE: {
    title: "This backup code is not right, or was used before.",
    detail: "Each one works once.",
    field: "code",
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    title: "Too many wrong codes.",
    detail: "The account is locked for a few minutes. Then try again.",
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { title: "Too many wrong codes.", detail: "Sign in again from the start." },
  INVALID_TWO_FACTOR_COOKIE: { title: "The second step took too long.", detail: "Sign in again from the start." },
  TOTP_ALREADY_ENABLED: {
    title: "An authenticator app is set up already.",
    detail: "Switch it off first to set up another one.",
  },
  SESSION_EXPIRED: { title: "This session has ended.", detail: "Sign in again." },
  SESSION_NOT_FRESH: {
    title: "This session is too old for this step.",
    detail: "Sign out, sign in again, then repeat it.",
  },
  PROVIDER_NOT_FOUND: {
    title: "This sign-in is not set up here.",
    detail: "Use email and password, or ask the operator to set its keys.",
  },
  PASSKEY_NOT_FOUND: {
    title: "This passkey is not known here.",
    detail: "Sign in with your password and add it under Account, Security.",
  },
  AUTHENTICATION_FAILED: {
    title: "The passkey was not accepted.",
    detail: "Try again, or sign in with your password.",
  },
  CREDENTIAL_ACCOUNT_NOT_FOUND: {
    title: "This account has no password.",
    detail: "Set one through Forgot password on the sign-in page.",
  },
};

/** The console's words for a code, or undefined for a code it does not know. */
export function authWords(code: string): AuthWords | undefined {
  return words[code];
}
