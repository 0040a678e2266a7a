import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { errorGroups } from "./error-groups.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** Something that goes wrong for users, from the moment that somebody says so. Its timeline is its events, and those of what is linked. */
export const incidents = pgTable(
  "incidents",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** 1, 2, 3 … within the workspace, never given twice: people say `INC-3`. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    /** What is known, in the words of whoever last knew more. */
    summary: text("summary"),
    /** 1 is the worst. */
    severity: text("severity", { enum: ["sev1", "sev2", "sev3", "sev4"] }).notNull(),
    state: text("state", { enum: ["open", "investigating", "mitigated", "resolved"] })
      .notNull()
      .default("open"),
    openedAt: moment("opened_at").notNull(),
    /** Who opened it, as they were called then. */
    openedBy: text("opened_by").notNull(),
    investigatingAt: moment("investigating_at"),
    investigatingBy: text("investigating_by"),
    /** When somebody said that users no longer feel it. What is linked says whether that is so. */
    mitigatedAt: moment("mitigated_at"),
    mitigatedBy: text("mitigated_by"),
    resolvedAt: moment("resolved_at"),
    resolvedBy: text("resolved_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("incidents_workspace_id").on(t.workspaceId, t.id),
    unique("incidents_number").on(t.workspaceId, t.number),
    index("incidents_unresolved").on(t.workspaceId, t.number).where(sql`state <> 'resolved'`),
    check("incidents_severity", sql`severity in ('sev1', 'sev2', 'sev3', 'sev4')`),
    check("incidents_state", sql`state in ('open', 'investigating', 'mitigated', 'resolved')`),
    check("incidents_resolved", sql`(state = 'resolved') = (resolved_at is not null)`),
    check("incidents_mitigated", sql`(state in ('mitigated', 'resolved')) = (mitigated_at is not null)`),
    ...workspacePolicies("incidents"),
  ],
);

/** That an error group belongs to an incident, in the words of whoever saw it. Merges move the errors, the link stays as it was made. */
export const incidentErrorGroups = pgTable(
  "incident_error_groups",
  {
    id: id(),
    workspaceId: inWorkspace(),
    incidentId: uuid("incident_id").notNull(),
    errorGroupId: uuid("error_group_id").notNull(),
    /** Who linked them, as they were called then. */
    linkedBy: text("linked_by").notNull(),
    /** Why they belong together; null where nobody said. */
    because: text("because"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("incident_error_groups_workspace_id").on(t.workspaceId, t.id),
    unique("incident_error_groups_pair").on(t.workspaceId, t.incidentId, t.errorGroupId),
    index("incident_error_groups_group").on(t.workspaceId, t.errorGroupId),
    foreignKey({
      name: "incident_error_groups_incident",
      columns: [t.workspaceId, t.incidentId],
      foreignColumns: [incidents.workspaceId, incidents.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "incident_error_groups_group_fk",
      columns: [t.workspaceId, t.errorGroupId],
      foreignColumns: [errorGroups.workspaceId, errorGroups.id],
    }).onDelete("cascade"),
    ...workspacePolicies("incident_error_groups"),
  ],
);
