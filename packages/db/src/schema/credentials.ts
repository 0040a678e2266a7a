import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { environments, tenants } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** `plb_live_…` or `plb_pub_…`. The key itself is shown once and never stored. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Where it works; null for every environment, which secret keys alone may. */
    environmentId: uuid("environment_id"),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["secret", "publishable"] }).notNull(),
    scopes: text("scopes").array().notNull(),
    /** Pages that a publishable key works from, `https://shop.example`; null for all. */
    origins: text("origins").array(),
    /** SHA-256 in hex. A key carries 178 bits of chance, so a fast hash suffices (unlike for a password). */
    keyHash: text("key_hash").notNull().unique(),
    /** The prefix and the first four characters: enough to tell two keys apart, useless to sign in with. */
    start: text("start").notNull(),
    last4: text("last4").notNull(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    expiresAt: moment("expires_at"),
    /** Written in batches, at most once a minute for a key. */
    lastUsedAt: moment("last_used_at"),
    /** The key that this one replaces; both work until the older one's `expiresAt`. */
    rotatedFrom: uuid("rotated_from"),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("api_keys_workspace_id").on(t.workspaceId, t.id),
    foreignKey({
      name: "api_keys_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }),
    foreignKey({
      name: "api_keys_rotated_from",
      columns: [t.workspaceId, t.rotatedFrom],
      foreignColumns: [t.workspaceId, t.id],
    }),
    check("api_keys_kind", sql`kind in ('secret', 'publishable')`),
    check("api_keys_environment_known", sql`kind = 'secret' or environment_id is not null`),
    ...workspacePolicies("api_keys"),
  ],
);

/** The record that a token was minted. The token carries everything itself, signed; this row only says whether it was revoked. */
export const embedTokens = pgTable(
  "embed_tokens",
  {
    id: id(),
    workspaceId: inWorkspace(),
    tenantId: uuid("tenant_id").notNull(),
    component: text("component").notNull(),
    /** Who looks, in the words of the customer's backend; null for an anonymous visitor. */
    subject: text("subject"),
    origins: text("origins").array().notNull(),
    apiKeyId: uuid("api_key_id"),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("embed_tokens_workspace_id").on(t.workspaceId, t.id),
    index("embed_tokens_expires").on(t.expiresAt),
    foreignKey({
      name: "embed_tokens_tenant",
      columns: [t.workspaceId, t.tenantId],
      foreignColumns: [tenants.workspaceId, tenants.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "embed_tokens_api_key",
      columns: [t.workspaceId, t.apiKeyId],
      foreignColumns: [apiKeys.workspaceId, apiKeys.id],
    }).onDelete("cascade"),
    ...workspacePolicies("embed_tokens"),
  ],
);
