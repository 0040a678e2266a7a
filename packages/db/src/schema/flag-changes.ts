import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { flagSegments, flags } from "./flags.ts";
import { environments } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** What a flag or a segment was before a change and after it. Written once. */
export const flagRevisions = pgTable(
  "flag_revisions",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The flag; null when a segment changed. */
    flagId: uuid("flag_id"),
    segmentId: uuid("segment_id"),
    /** Where; null when it was changed everywhere. */
    environmentId: uuid("environment_id"),
    /** Counted for each flag and each segment, over all environments. */
    number: integer("number").notNull(),
    /** What happened: the type of its event. */
    what: text("what").notNull(),
    actorType: text("actor_type").notNull(),
    actorId: uuid("actor_id"),
    /** Who made it, as it was called then. */
    actorName: text("actor_name").notNull(),
    reason: text("reason"),
    /** Paths of what changed, `rollout.percentage`. */
    changed: text("changed").array().notNull(),
    /** The whole configuration (or, without an environment, the flag) before it; null for the first. */
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").notNull().$type<Record<string, unknown>>(),
    /** The event in the log. */
    eventId: uuid("event_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("flag_revisions_workspace_id").on(t.workspaceId, t.id),
    unique("flag_revisions_number").on(t.workspaceId, t.flagId, t.number),
    unique("flag_revisions_segment_number").on(t.workspaceId, t.segmentId, t.number),
    check("flag_revisions_of_one", sql`(flag_id is null) <> (segment_id is null)`),
    foreignKey({
      name: "flag_revisions_flag",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_revisions_segment",
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [flagSegments.workspaceId, flagSegments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_revisions_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_revisions"),
  ],
);

/** A change that waits for a second member. */
export const flagChangeRequests = pgTable(
  "flag_change_requests",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The flag; null when a segment is to be changed, or an environment's settings. */
    flagId: uuid("flag_id"),
    segmentId: uuid("segment_id"),
    /** Where; null for a change everywhere. */
    environmentId: uuid("environment_id"),
    /** What is asked for: a `FlagChange` or a `SettingsChange` of domains/flags. */
    change: jsonb("change").notNull().$type<Record<string, unknown>>(),
    reason: text("reason").notNull(),
    /** Paths of what would change, and the whole of it before and after, as its maker saw it. */
    changed: text("changed").array().notNull(),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").notNull().$type<Record<string, unknown>>(),
    /** Apply it then; null at once when it is approved. */
    applyAt: moment("apply_at"),
    /** Version of what it changes, when it was asked for. Of another version it is not approved. */
    baseVersion: integer("base_version").notNull(),
    state: text("state", { enum: ["pending", "approved", "rejected", "withdrawn"] })
      .notNull()
      .default("pending"),
    /** Kind and id of who asked: the same may not approve. */
    requestedByType: text("requested_by_type").notNull(),
    requestedById: uuid("requested_by_id"),
    requestedByName: text("requested_by_name").notNull(),
    decidedByName: text("decided_by_name"),
    decidedAt: moment("decided_at"),
    /** What was said with the decision. */
    comment: text("comment"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_change_requests_workspace_id").on(t.workspaceId, t.id),
    index("flag_change_requests_flag").on(t.workspaceId, t.flagId, t.id),
    index("flag_change_requests_pending").on(t.workspaceId, t.id).where(sql`state = 'pending'`),
    check(
      "flag_change_requests_of_one",
      sql`num_nonnulls(flag_id, segment_id) = 1 or (num_nonnulls(flag_id, segment_id) = 0 and environment_id is not null)`,
    ),
    check("flag_change_requests_state", sql`state in ('pending', 'approved', 'rejected', 'withdrawn')`),
    foreignKey({
      name: "flag_change_requests_flag_id",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_change_requests_segment",
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [flagSegments.workspaceId, flagSegments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_change_requests_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_change_requests"),
  ],
);

/** A change that waits for its time. */
export const flagScheduledChanges = pgTable(
  "flag_scheduled_changes",
  {
    id: id(),
    workspaceId: inWorkspace(),
    flagId: uuid("flag_id").notNull(),
    /** Where; null for a change everywhere. */
    environmentId: uuid("environment_id"),
    /** What is done: a `FlagChange` of domains/flags. */
    change: jsonb("change").notNull().$type<Record<string, unknown>>(),
    /** Paths of what would change. */
    changed: text("changed").array().notNull(),
    reason: text("reason").notNull(),
    applyAt: moment("apply_at").notNull(),
    state: text("state", { enum: ["waiting", "applied", "refused", "cancelled"] })
      .notNull()
      .default("waiting"),
    /** Why it could not be applied, in words; null unless it was refused. */
    refusal: text("refusal"),
    /** The request that a second member approved; null where none was needed. */
    changeRequestId: uuid("change_request_id"),
    /** Who scheduled it, as it was called then. */
    madeBy: text("made_by").notNull(),
    /** When it was applied, refused or cancelled. */
    endedAt: moment("ended_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("flag_scheduled_changes_workspace_id").on(t.workspaceId, t.id),
    index("flag_scheduled_changes_flag").on(t.workspaceId, t.flagId, t.id),
    index("flag_scheduled_changes_due").on(t.applyAt).where(sql`state = 'waiting'`),
    check("flag_scheduled_changes_state", sql`state in ('waiting', 'applied', 'refused', 'cancelled')`),
    foreignKey({
      name: "flag_scheduled_changes_flag_id",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_scheduled_changes_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_scheduled_changes_request",
      columns: [t.workspaceId, t.changeRequestId],
      foreignColumns: [flagChangeRequests.workspaceId, flagChangeRequests.id],
    }),
    ...workspacePolicies("flag_scheduled_changes"),
  ],
);
