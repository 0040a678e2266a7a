/** A refusal of better-auth in our words; its code stays, for programs. */
export interface AuthWords {
  /** What happened, and why. */
  message: string;
  /** What to do now. */
  nextStep: string;
}

// Keys are the codes of better-auth 1.7.5 and its plugins.
const words: Record<string, [message: string, nextStep: string]> = {
  ACCOUNT_TEMPORARILY_LOCKED: [
    "Too many wrong codes: the second step is locked for 15 minutes.",
    "Wait, then sign in again.",
  ],
  AUTHENTICATION_FAILED: ["The passkey was not accepted.", "Try again, or sign in with the password."],
  BACKUP_CODES_NOT_ENABLED: ["There are no backup codes for this account.", "Use the authenticator app."],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [
    "This account has no password.",
    "Set one through “Forgot password” on the sign-in page.",
  ],
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: [
    "A page of another site tried to sign in.",
    "Sign in on the console's own page.",
  ],
  EMAIL_ALREADY_VERIFIED: ["This address is verified already.", "Sign in."],
  EMAIL_NOT_VERIFIED: [
    "This address is not verified yet.",
    "Open the link in the mail that was just sent to it, then sign in.",
  ],
  FAILED_TO_VERIFY_REGISTRATION: ["The passkey could not be verified.", "Add it again."],
  INTERNAL: ["The server failed and has logged why.", "Try again; if it stays, tell the operator when it happened."],
  INVALID_BACKUP_CODE: ["This backup code is not right, or was used before.", "Use another one; each works once."],
  INVALID_CALLBACK_URL: ["The address to go to afterwards is not one of ours.", "Use a path of the console."],
  INVALID_CODE: ["This code is not right.", "Codes change every 30 seconds; use the newest one."],
  INVALID_EMAIL: ["This is not an email address.", "It needs a name, an @ and a domain."],
  INVALID_EMAIL_OR_PASSWORD: [
    "This address and password do not belong together.",
    "Check both, or reset the password.",
  ],
  INVALID_ORIGIN: ["The request comes from a page that is not ours.", "Send it from the console's own page."],
  INVALID_PASSWORD: ["This is not the current password.", "Check it, or reset it from the sign-in page."],
  INVALID_REDIRECT_URL: ["The address to go to afterwards is not one of ours.", "Use a path of the console."],
  INVALID_TOKEN: ["This link was used, or is too old.", "Ask for a new one."],
  INVALID_TWO_FACTOR_COOKIE: ["The second step took too long.", "Sign in again from the start."],
  MISSING_OR_NULL_ORIGIN: [
    "A request with a session cookie must name its origin.",
    "Send it from the console's own page.",
  ],
  METHOD_NOT_ALLOWED: ["This door takes another method.", "Look at /docs for the doors of /auth."],
  NOT_FOUND: [
    "There is no such door under /auth.",
    "Check the address and the method; /docs names the doors that exist.",
  ],
  PASSKEY_NOT_FOUND: [
    "This passkey is not known here.",
    "Sign in with the password, and add it under Account, Security.",
  ],
  PASSWORD_TOO_LONG: ["The password is too long.", "Use 128 characters at most."],
  PASSWORD_TOO_SHORT: ["The password is too short.", "Use 10 characters or more; a sentence is good."],
  PREVIOUSLY_REGISTERED: [
    "This device holds a passkey for this account already.",
    "Use another device, or keep the one there is.",
  ],
  PROVIDER_NOT_FOUND: [
    "This sign-in is not set up here.",
    "Use email and password, or ask the operator to set its keys.",
  ],
  SESSION_EXPIRED: ["This session has ended.", "Sign in again."],
  SESSION_NOT_FRESH: ["This session is too old for this step.", "Sign out, sign in again, then repeat it."],
  TOKEN_EXPIRED: ["This link is too old.", "Ask for a new one."],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ["Too many wrong codes.", "Sign in again from the start."],
  TOTP_ALREADY_ENABLED: ["An authenticator app is set up already.", "Switch it off first to set up another one."],
  TOTP_NOT_ENABLED: ["No authenticator app is set up.", "Set one up under Account, Security."],
  TWO_FACTOR_NOT_ENABLED: ["The second step is not set up.", "Set it up under Account, Security."],
  UNAUTHORIZED: ["This is for a signed-in person.", "Sign in, then try again."],
};

/** Our words for a refusal; what we have no words for keeps better-auth's. */
export function authWords(code: string, given: string | undefined): AuthWords {
  const [message, nextStep] = words[code] ?? [
    sentence(given ?? "The request was refused"),
    "Check the request, then try again.",
  ];
  return { message, nextStep };
}

function sentence(text: string): string {
  return text.replace(/[.!]*$/, ".");
}
