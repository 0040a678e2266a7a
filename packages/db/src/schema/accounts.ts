import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgPolicy, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, plumblineApp, systemPolicies, updatedAt } from "./columns.ts";

/*
 * The tables that better-auth reads and writes. Property names are its field names; whoever changes them changes its adapter's
 * configuration in `domains/accounts/auth.ts` too. Users stand above workspaces, hence no workspace_id.
 */

/** A person who can sign in. The app's role sees only those who share the bound workspace. */
export const users = pgTable(
  "users",
  {
    id: id(),
    name: text("name").notNull(),
    /** Lower case; better-auth lowers it, the check makes sure of it. */
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    /** IANA name; null until the person or the browser has said. */
    timeZone: text("time_zone"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  () => [
    check("users_email_lower", sql`email = lower(email)`),
    // `members` has row level security of its own, so the subquery sees the bound workspace only.
    pgPolicy("users_app", {
      for: "select",
      to: plumblineApp,
      using: sql`exists (select 1 from members m where m.user_id = users.id)`,
    }),
    ...systemPolicies("users"),
  ],
);

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    token: text("token").notNull().unique(),
    userId: userId(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    expiresAt: moment("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("sessions_user").on(t.userId),
    index("sessions_expires").on(t.expiresAt),
    ...systemPolicies("sessions"),
  ],
);

/** One way in for a user: a password, or an account at GitHub or Google. */
export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    userId: userId(),
    providerId: text("provider_id").notNull(),
    accountId: text("account_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    /** argon2id in PHC form. */
    password: text("password"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("accounts_user").on(t.userId),
    unique("accounts_provider_account").on(t.providerId, t.accountId),
    ...systemPolicies("accounts"),
  ],
);

/** Short-lived secrets of better-auth: verification, reset, passkey challenges. */
export const verifications = pgTable(
  "verifications",
  {
    id: id(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("verifications_identifier").on(t.identifier),
    index("verifications_expires").on(t.expiresAt),
    ...systemPolicies("verifications"),
  ],
);

export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: userId(),
    name: text("name"),
    publicKey: text("public_key").notNull(),
    credentialID: text("credential_id").notNull(),
    counter: integer("counter").notNull(),
    deviceType: text("device_type").notNull(),
    backedUp: boolean("backed_up").notNull(),
    transports: text("transports"),
    /** The model of the authenticator, as the browser reports it; used for its label only. */
    aaguid: text("aaguid"),
    createdAt: createdAt(),
  },
  (t) => [
    index("passkeys_user").on(t.userId),
    index("passkeys_credential").on(t.credentialID),
    ...systemPolicies("passkeys"),
  ],
);

export const twoFactors = pgTable(
  "two_factors",
  {
    id: id(),
    userId: userId(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: boolean("verified").default(true),
    failedVerificationCount: integer("failed_verification_count").default(0),
    lockedUntil: moment("locked_until"),
  },
  (t) => [index("two_factors_user").on(t.userId), ...systemPolicies("two_factors")],
);

/** Counters of better-auth's rate limit, so that several processes share one count. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    id: id(),
    key: text("key").notNull().unique(),
    count: integer("count").notNull(),
    /** Milliseconds since 1970: better-auth's own unit. */
    lastRequest: bigint("last_request", { mode: "number" }).notNull(),
  },
  (t) => [index("rate_limits_last_request").on(t.lastRequest), ...systemPolicies("rate_limits")],
);
