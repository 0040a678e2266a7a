import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** One of the workspace's own customers: a brand, a shop, an account. */
export const tenants = pgTable(
  "tenants",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The workspace's own name for it in its systems; what its backend passes when it mints an embed token. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    /** The workspace's own notes: plan, region, account manager. Flat, strings only. */
    metadata: jsonb("metadata").notNull().default({}).$type<Record<string, string>>(),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("tenants_workspace_id").on(t.workspaceId, t.id),
    unique("tenants_workspace_key").on(t.workspaceId, t.key),
    ...workspacePolicies("tenants"),
  ],
);

/** Where the workspace's software runs. Flags, API keys and logs belong to one. */
export const environments = pgTable(
  "environments",
  {
    id: id(),
    workspaceId: inWorkspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    /** What it is used for, whatever it is called: later domains ask before they touch `production`. */
    kind: text("kind", { enum: ["production", "staging", "development", "other"] }).notNull(),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("environments_workspace_id").on(t.workspaceId, t.id),
    unique("environments_workspace_key").on(t.workspaceId, t.key),
    check("environments_kind", sql`kind in ('production', 'staging', 'development', 'other')`),
    ...workspacePolicies("environments"),
  ],
);

/** Something the workspace operates. */
export const services = pgTable(
  "services",
  {
    id: id(),
    workspaceId: inWorkspace(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** The team or person that answers for it, in the workspace's own words. */
    owner: text("owner"),
    /** 1 (customers notice at once) to 4 (nobody notices for days). */
    tier: integer("tier").notNull().default(3),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("services_workspace_id").on(t.workspaceId, t.id),
    unique("services_workspace_key").on(t.workspaceId, t.key),
    check("services_tier", sql`tier between 1 and 4`),
    ...workspacePolicies("services"),
  ],
);

/** `service` needs `dependsOn` to work. The graph has no cycles; the verbs refuse them under a lock. */
export const serviceDependencies = pgTable(
  "service_dependencies",
  {
    id: id(),
    workspaceId: inWorkspace(),
    serviceId: uuid("service_id").notNull(),
    dependsOnId: uuid("depends_on_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("service_dependencies_pair").on(t.workspaceId, t.serviceId, t.dependsOnId),
    index("service_dependencies_reverse").on(t.workspaceId, t.dependsOnId),
    check("service_dependencies_not_itself", sql`service_id <> depends_on_id`),
    foreignKey({
      name: "service_dependencies_service",
      columns: [t.workspaceId, t.serviceId],
      foreignColumns: [services.workspaceId, services.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "service_dependencies_depends_on",
      columns: [t.workspaceId, t.dependsOnId],
      foreignColumns: [services.workspaceId, services.id],
    }).onDelete("cascade"),
    ...workspacePolicies("service_dependencies"),
  ],
);
