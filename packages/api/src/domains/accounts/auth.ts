import { passkey } from "@better-auth/passkey";
import * as tables from "@plumbline/db/schema";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { twoFactor } from "better-auth/plugins/two-factor";
import { TypeID, typeidUnboxed } from "typeid-js";
import type { App } from "../../app.ts";
import { perApp } from "../../service/per-app.ts";
import { accountMails } from "./account-mails.ts";
import { authHooks } from "./auth-hooks.ts";
import { authLogger, logAuthError } from "./auth-logger.ts";
import { clientAddressHeader } from "./client-address-header.ts";
import { hashPassword, verifyPassword } from "./hash-password.ts";
import { ownOrigins } from "./own-origins.ts";
import { databaseRateLimit, rateLimitDefault, rateLimitRules } from "./rate-limit.ts";
import { signInKeys } from "./sign-in-providers.ts";

const hour = 3600;
const day = 24 * hour;

/** Paths of better-auth that nobody here needs: what is not offered cannot be misused. */
const disabledPaths = ["/ok", "/error", "/refresh-token", "/get-access-token", "/account-info", "/verify-password"];

/** The tables under better-auth's own names for them. */
const schema = {
  user: tables.users,
  session: tables.sessions,
  account: tables.accounts,
  verification: tables.verifications,
  passkey: tables.passkeys,
  twoFactor: tables.twoFactors,
  rateLimit: tables.rateLimits,
};

/** Users, sessions, passwords, passkeys and one-time codes: better-auth over our tables, with our mails, limits and hashes. */
function createAuth(app: App) {
  const { config } = app;
  const secret = app.secret.keyFor("auth").toString("base64url");
  const mails = accountMails(app, { secret, requestReset: (email) => requestReset(app, email) });
  return betterAuth({
    appName: "Plumbline",
    baseURL: config.publicUrl,
    basePath: "/auth",
    secret,
    trustedOrigins: ownOrigins(config),
    telemetry: { enabled: false },
    logger: authLogger(app.log),
    disabledPaths,
    onAPIError: { errorURL: `${config.publicUrl}/sign-in`, onError: logAuthError(app.log) },
    database: drizzleAdapter(app.database.system, { provider: "pg", schema }),
    user: {
      additionalFields: { timeZone: { type: "string", required: false } },
      changeEmail: { enabled: true },
    },
    session: { expiresIn: 30 * day, updateAge: day, freshAge: day },
    // A reset token opens an account: a copy of the database must not hold any.
    verification: { storeIdentifier: "hashed" },
    account: { encryptOAuthTokens: true },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: hour,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: mails.resetPassword,
      onPasswordReset: mails.passwordWasReset,
      onExistingUserSignUp: mails.signUpOfKnownAddress,
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: day,
      sendVerificationEmail: mails.verifyEmail,
    },
    socialProviders: signInKeys(config),
    plugins: [
      passkey({ rpID: new URL(config.publicUrl).hostname, rpName: "Plumbline", origin: ownOrigins(config) }),
      twoFactor({ issuer: "Plumbline", totpOptions: { digits: 6, period: 30 } }),
    ],
    rateLimit: {
      enabled: true,
      ...rateLimitDefault,
      customRules: rateLimitRules,
      customStorage: databaseRateLimit(app),
    },
    advanced: {
      // Said, because under NODE_ENV=test better-auth would leave both checks out.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      cookiePrefix: "plumbline",
      useSecureCookies: config.publicUrl.startsWith("https:"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => TypeID.fromString(typeidUnboxed("id")).toUUID() },
    },
    ...authHooks(app, mails),
  });
}

async function requestReset(app: App, email: string): Promise<void> {
  await authOf(app).api.requestPasswordReset({ body: { email, redirectTo: "/reset-password" } });
}

export type Auth = ReturnType<typeof createAuth>;

/** The process's one better-auth. */
export const authOf: (app: App) => Auth = perApp(createAuth);
