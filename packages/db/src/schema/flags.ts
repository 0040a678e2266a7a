import type {
  AttributeCondition,
  FlagList,
  FlagPrerequisite,
  FlagSchedule,
  JsonValue,
  Rollout,
  Rule,
  Serve,
  SnapshotDelta,
} from "@plumbline/sdk/flags";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { environments, services } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** One of the values that a flag can answer. */
export interface FlagVariant {
  /** What rules call it, `on`. */
  key: string;
  value: JsonValue;
  /** What it means, for people. */
  description?: string;
}

/** What a flag is in every environment. What it answers where stands in its configurations. */
export const flags = pgTable(
  "flags",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** What code asks for; never changes. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    type: text("type", { enum: ["boolean", "percentage", "tenantList", "userList", "schedule", "variant"] }).notNull(),
    valueKind: text("value_kind", { enum: ["boolean", "string", "number", "json"] }).notNull(),
    /** In the order in which people see them. */
    variants: jsonb("variants").notNull().$type<FlagVariant[]>(),
    /** JSON Schema that every JSON variant keeps; null for any JSON. */
    jsonSchema: jsonb("json_schema").$type<Record<string, unknown>>(),
    category: text("category").notNull().default("general"),
    /** The user who answers for it. No foreign key: who left the workspace is shown as nobody. */
    ownerUserId: uuid("owner_user_id"),
    serviceId: uuid("service_id"),
    tags: text("tags").array().notNull().default([]),
    state: text("state", { enum: ["draft", "active", "stale", "archived"] })
      .notNull()
      .default("active"),
    /** Why it is stale, in words; null unless it is. */
    staleReason: text("stale_reason"),
    /** Makes this flag's buckets its own. A trigger keeps it as it is: everyone would move. */
    salt: text("salt").notNull(),
    /** Attribute whose value is hashed; null for `targetingKey`. */
    bucketBy: text("bucket_by"),
    /** What a new environment lets those in get, and everyone else. */
    initialServe: jsonb("initial_serve").notNull().$type<Serve>(),
    initialDefault: text("initial_default").notNull(),
    /** When somebody should look whether it is still needed. */
    reviewAt: moment("review_at"),
    /** Number of its newest revision. */
    revision: integer("revision").notNull().default(1),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flags_workspace_id").on(t.workspaceId, t.id),
    unique("flags_workspace_key").on(t.workspaceId, t.key),
    index("flags_service").on(t.workspaceId, t.serviceId),
    index("flags_tags").using("gin", t.tags),
    check("flags_type", sql`type in ('boolean', 'percentage', 'tenantList', 'userList', 'schedule', 'variant')`),
    check("flags_value_kind", sql`value_kind in ('boolean', 'string', 'number', 'json')`),
    check("flags_state", sql`state in ('draft', 'active', 'stale', 'archived')`),
    foreignKey({
      name: "flags_service_id",
      columns: [t.workspaceId, t.serviceId],
      foreignColumns: [services.workspaceId, services.id],
    }),
    ...workspacePolicies("flags"),
  ],
);

/** What a flag does in one environment. A trigger makes one, switched off, for every flag of a new environment. */
export const flagConfigurations = pgTable(
  "flag_configurations",
  {
    id: id(),
    workspaceId: inWorkspace(),
    flagId: uuid("flag_id").notNull(),
    environmentId: uuid("environment_id").notNull(),
    enabled: boolean("enabled").notNull().default(false),
    killed: boolean("killed").notNull().default(false),
    /** Why it was killed; set exactly while it is. */
    killReason: text("kill_reason"),
    killedAt: moment("killed_at"),
    /** What those get who are let in. */
    serve: jsonb("serve").notNull().$type<Serve>(),
    /** Key of the variant for everyone else. */
    defaultVariant: text("default_variant").notNull(),
    schedule: jsonb("schedule").$type<FlagSchedule>(),
    deny: jsonb("deny").$type<FlagList>(),
    allow: jsonb("allow").$type<FlagList>(),
    prerequisites: jsonb("prerequisites").notNull().default([]).$type<FlagPrerequisite[]>(),
    rules: jsonb("rules").notNull().default([]).$type<Rule[]>(),
    rollout: jsonb("rollout").$type<Rollout>(),
    /** One more with every change; what `expectedVersion` is compared with. */
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_configurations_workspace_id").on(t.workspaceId, t.id),
    unique("flag_configurations_once").on(t.workspaceId, t.flagId, t.environmentId),
    index("flag_configurations_environment").on(t.workspaceId, t.environmentId),
    check("flag_configurations_killed", sql`killed = (kill_reason is not null)`),
    foreignKey({
      name: "flag_configurations_flag",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_configurations_environment_id",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_configurations"),
  ],
);

/** Conditions under a name, for the rules of many flags in every environment. */
export const flagSegments = pgTable(
  "flag_segments",
  {
    id: id(),
    workspaceId: inWorkspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** All must hold. */
    conditions: jsonb("conditions").notNull().$type<AttributeCondition[]>(),
    /** Number of its newest revision; what `expectedVersion` is compared with. */
    revision: integer("revision").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_segments_workspace_id").on(t.workspaceId, t.id),
    unique("flag_segments_workspace_key").on(t.workspaceId, t.key),
    ...workspacePolicies("flag_segments"),
  ],
);

/** One user's or tenant's own answer in one environment. */
export const flagOverrides = pgTable(
  "flag_overrides",
  {
    id: id(),
    workspaceId: inWorkspace(),
    flagId: uuid("flag_id").notNull(),
    environmentId: uuid("environment_id").notNull(),
    kind: text("kind", { enum: ["user", "tenant"] }).notNull(),
    /** The user's `targetingKey`, or the tenant's key. */
    subject: text("subject").notNull(),
    variant: text("variant").notNull(),
    /** It holds no more from then on; null for good. */
    expiresAt: moment("expires_at"),
    reason: text("reason").notNull(),
    /** Who set it, as it was called then. */
    madeBy: text("made_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_overrides_workspace_id").on(t.workspaceId, t.id),
    unique("flag_overrides_once").on(t.workspaceId, t.flagId, t.environmentId, t.kind, t.subject),
    index("flag_overrides_subject").on(t.workspaceId, t.kind, t.subject),
    index("flag_overrides_expires").on(t.expiresAt).where(sql`expires_at is not null`),
    check("flag_overrides_kind", sql`kind in ('user', 'tenant')`),
    foreignKey({
      name: "flag_overrides_flag",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_overrides_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_overrides"),
  ],
);

/** An environment as flags see it. Whoever changes a flag there holds the row's lock, so versions have no gaps. A trigger makes one for every environment. */
export const flagEnvironments = pgTable(
  "flag_environments",
  {
    id: id(),
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    /** Version of its snapshot. Renaming, archiving and restoring the environment raise it without a delta. */
    version: bigint("version", { mode: "number" }).notNull().default(1),
    /** Whether a second member must approve every change. */
    requiresApproval: boolean("requires_approval").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_environments_workspace_id").on(t.workspaceId, t.id),
    unique("flag_environments_once").on(t.workspaceId, t.environmentId),
    foreignKey({
      name: "flag_environments_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_environments"),
  ],
);

/** What led to a version of an environment's snapshot from the one before. Kept for a while; who is behind it reads the snapshot anew. */
export const flagDeltas = pgTable(
  "flag_deltas",
  {
    id: id(),
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    /** The version that it leads to. */
    version: bigint("version", { mode: "number" }).notNull(),
    delta: jsonb("delta").notNull().$type<SnapshotDelta>(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("flag_deltas_workspace_id").on(t.workspaceId, t.id),
    unique("flag_deltas_version").on(t.workspaceId, t.environmentId, t.version),
    index("flag_deltas_created").on(t.createdAt),
    foreignKey({
      name: "flag_deltas_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_deltas"),
  ],
);
