import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import {
  boundWorkspace,
  createdAt,
  id,
  moment,
  plumblineApp,
  systemPolicies,
  updatedAt,
  workspaceId,
  workspacePolicies,
} from "./columns.ts";

const role = () => text("role", { enum: ["owner", "admin", "operator", "viewer"] }).notNull();
const knownRole = sql`role in ('owner', 'admin', 'operator', 'viewer')`;
const own = sql`id = ${boundWorkspace}`;

/** The company that uses Plumbline; the wall of data isolation. Its own id is the binding, hence policies of its own. */
export const workspaces = pgTable(
  "workspaces",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    /** Simulated traffic runs here and everything is marked as demo. */
    isDemo: boolean("is_demo").notNull().default(false),
    deletionRequestedAt: moment("deletion_requested_at"),
    deletionRequestedBy: uuid("deletion_requested_by").references(() => users.id, { onDelete: "set null" }),
    /** When the grace period ends and everything in the workspace is deleted. */
    purgeAfter: moment("purge_after"),
    /** Set when everything else has been deleted; only this scrubbed row and one event remain, as the record of it. */
    purgedAt: moment("purged_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("workspaces_slug_form", sql`slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])$'`),
    index("workspaces_purge_after").on(t.purgeAfter).where(sql`purge_after is not null`),
    pgPolicy("workspaces_app", { for: "all", to: plumblineApp, using: own, withCheck: own }),
    ...systemPolicies("workspaces"),
  ],
);

/** A user in a workspace. */
export const members = pgTable(
  "members",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("members_workspace_id").on(t.workspaceId, t.id),
    unique("members_workspace_user").on(t.workspaceId, t.userId),
    index("members_user").on(t.userId),
    check("members_role", knownRole),
    ...workspacePolicies("members"),
  ],
);

/** Someone asked by mail to become a member. The mail holds the token, this row only its keyed hash. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** Lower case. */
    email: text("email").notNull(),
    role: role(),
    /** HMAC-SHA256 of the token: a copy of the database opens no invitation. */
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: moment("expires_at").notNull(),
    resentCount: integer("resent_count").notNull().default(0),
    lastSentAt: moment("last_sent_at").notNull().defaultNow(),
    acceptedAt: moment("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => users.id, { onDelete: "set null" }),
    revokedAt: moment("revoked_at"),
    /** Set by the daily clean-up, or by a new invitation of the same address. */
    expiredAt: moment("expired_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("invitations_workspace_id").on(t.workspaceId, t.id),
    uniqueIndex("invitations_one_open")
      .on(t.workspaceId, t.email)
      .where(sql`accepted_at is null and revoked_at is null and expired_at is null`),
    index("invitations_open_expires")
      .on(t.expiresAt)
      .where(sql`accepted_at is null and revoked_at is null and expired_at is null`),
    check("invitations_email_lower", sql`email = lower(email)`),
    check("invitations_role", knownRole),
    ...workspacePolicies("invitations"),
  ],
);
