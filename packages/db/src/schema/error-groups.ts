import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });
const number = (name: string) => bigint(name, { mode: "number" });

/** How far the workspace's log entries were grouped. Whoever groups, merges or splits holds the row's lock. */
export const errorReaders = pgTable(
  "error_readers",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** `seq` of the last log entry that was counted. */
    cursor: number("cursor").notNull(),
    /** One more with every change of patterns, lessons and merges: what a process remembers of them is of one version. */
    version: number("version").notNull().default(0),
    updatedAt: updatedAt(),
  },
  (t) => [unique("error_readers_workspace").on(t.workspaceId), ...workspacePolicies("error_readers")],
);

/** A set of errors of one signature, or of several that were merged. */
export const errorGroups = pgTable(
  "error_groups",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The first pattern's signature: the group's identity, whatever its patterns learn later. */
    signature: uuid("signature").notNull(),
    /** Type and message of the first entry, in one line. */
    title: text("title").notNull(),
    /** The message with its values replaced, as it is now. */
    template: text("template").notNull(),
    exceptionType: text("exception_type"),
    /** Own calls nearest to where it was thrown, the first first. */
    frames: text("frames").array().notNull().default([]),
    service: text("service").notNull(),
    /** OpenTelemetry's severity number, the highest that was seen. */
    severity: smallint("severity").notNull(),
    state: text("state", { enum: ["open", "resolved", "muted"] })
      .notNull()
      .default("open"),
    count: number("count").notNull().default(0),
    firstSeenAt: moment("first_seen_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** The ids of the environments that it was met in, '' for entries that name none. It only grows: its title is of one of them. */
    environments: text("environments").array().notNull().default([]),
    /** `seq` of the newest entry: lists are in its order. */
    newestSeq: number("newest_seq").notNull(),
    firstRelease: text("first_release"),
    lastRelease: text("last_release"),
    assigneeId: uuid("assignee_id"),
    resolvedAt: moment("resolved_at"),
    resolvedBy: text("resolved_by"),
    /** The release that holds the fix; what releases that were seen before still send does not reopen it. */
    resolvedIn: text("resolved_in"),
    /** How often it came back after it was resolved. */
    regressions: integer("regressions").notNull().default(0),
    regressedAt: moment("regressed_at"),
    mutedBy: text("muted_by"),
    /** Muted until then … */
    mutedUntil: moment("muted_until"),
    /** … or until `count` is this. */
    mutedUntilCount: number("muted_until_count"),
    /** The group that it was merged into; null while it stands for itself. */
    mergedInto: uuid("merged_into"),
    /** When `error_group.counted` was last recorded; it is throttled. */
    countToldAt: moment("count_told_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("error_groups_workspace_id").on(t.workspaceId, t.id),
    unique("error_groups_signature").on(t.workspaceId, t.signature),
    index("error_groups_newest").on(t.workspaceId, t.newestSeq).where(sql`merged_into is null`),
    index("error_groups_merged").on(t.workspaceId, t.mergedInto).where(sql`merged_into is not null`),
    index("error_groups_mutes").on(t.mutedUntil).where(sql`state = 'muted'`),
    check("error_groups_state", sql`state in ('open', 'resolved', 'muted')`),
    check("error_groups_resolved", sql`(state = 'resolved') = (resolved_at is not null)`),
    check("error_groups_count", sql`count >= 0`),
    foreignKey({ name: "error_groups_assignee", columns: [t.assigneeId], foreignColumns: [users.id] }).onDelete(
      "set null",
    ),
    foreignKey({
      name: "error_groups_merged_into",
      columns: [t.workspaceId, t.mergedInto],
      foreignColumns: [t.workspaceId, t.id],
    }),
    ...workspacePolicies("error_groups"),
  ],
);

/** A distinct generalised error. Log entries carry its id as `group_id`, computed when they come; which group it is in is said here. */
export const errorPatterns = pgTable(
  "error_patterns",
  {
    /** The signature: a hash of workspace, service, type, calls and generalised message. */
    id: uuid("id").primaryKey(),
    workspaceId: inWorkspace(),
    /** The order in which they were found. What was mined is mined again in it. */
    number: bigserial("number", { mode: "number" }).notNull(),
    groupId: uuid("group_id").notNull(),
    /** The generalised message as people read it. */
    template: text("template").notNull(),
    /** Its tokens, `[kind, text, rule, role, spaced]`; null for one that an older pattern covers by what was learned. */
    tokens: jsonb("tokens").$type<unknown[][]>(),
    /** A member put it where it is: nothing that is learned moves it. */
    pinned: boolean("pinned").notNull().default(false),
    count: number("count").notNull().default(0),
    firstSeenAt: moment("first_seen_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    newestSeq: number("newest_seq").notNull().default(0),
  },
  (t) => [
    unique("error_patterns_workspace_id").on(t.workspaceId, t.id),
    index("error_patterns_group").on(t.workspaceId, t.groupId, t.newestSeq),
    index("error_patterns_mined").on(t.workspaceId, t.number).where(sql`tokens is not null`),
    foreignKey({
      name: "error_patterns_group_fk",
      columns: [t.workspaceId, t.groupId],
      foreignColumns: [errorGroups.workspaceId, errorGroups.id],
    }).onDelete("cascade"),
    ...workspacePolicies("error_patterns"),
  ],
);

/** At which places of which pattern any value may stand, and what proved it. */
export const errorLessons = pgTable(
  "error_lessons",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The pattern that came of it. */
    patternId: uuid("pattern_id").notNull(),
    /** Hash of the pattern with the places left blank. */
    slot: number("slot").notNull(),
    /** Whether several places were found together. */
    together: boolean("together").notNull(),
    positions: integer("positions").array().notNull(),
    template: text("template").notNull(),
    /** What was seen, in words. */
    because: text("because").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("error_lessons_workspace_id").on(t.workspaceId, t.id),
    index("error_lessons_pattern").on(t.workspaceId, t.patternId),
    foreignKey({
      name: "error_lessons_pattern_fk",
      columns: [t.workspaceId, t.patternId],
      foreignColumns: [errorPatterns.workspaceId, errorPatterns.id],
    }).onDelete("cascade"),
    ...workspacePolicies("error_lessons"),
  ],
);

/** A merge or a split, by what was learned or by a member. Both can be undone: the patterns that moved are named. */
export const errorGroupMoves = pgTable(
  "error_group_moves",
  {
    id: id(),
    workspaceId: inWorkspace(),
    kind: text("kind", { enum: ["merge", "split"] }).notNull(),
    /** Where the patterns were. */
    fromId: uuid("from_id").notNull(),
    /** Where they are since. */
    intoId: uuid("into_id").notNull(),
    patternIds: uuid("pattern_ids").array().notNull(),
    /** Null where it was learned; else who did it, as it was called then. */
    madeBy: text("made_by"),
    because: text("because").notNull(),
    createdAt: createdAt(),
    undoneAt: moment("undone_at"),
    undoneBy: text("undone_by"),
  },
  (t) => [
    unique("error_group_moves_workspace_id").on(t.workspaceId, t.id),
    index("error_group_moves_into").on(t.workspaceId, t.intoId, t.id),
    index("error_group_moves_from").on(t.workspaceId, t.fromId, t.id),
    check("error_group_moves_kind", sql`kind in ('merge', 'split')`),
    foreignKey({
      name: "error_group_moves_from_fk",
      columns: [t.workspaceId, t.fromId],
      foreignColumns: [errorGroups.workspaceId, errorGroups.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "error_group_moves_into_fk",
      columns: [t.workspaceId, t.intoId],
      foreignColumns: [errorGroups.workspaceId, errorGroups.id],
    }).onDelete("cascade"),
    ...workspacePolicies("error_group_moves"),
  ],
);

/** Errors of a pattern by steps of time: minutes for two days, hours for as long as the group lives. */
export const errorCounts = pgTable(
  "error_counts",
  {
    workspaceId: inWorkspace(),
    patternId: uuid("pattern_id").notNull(),
    /** Minutes of the step: 1 or 60. */
    step: smallint("step").notNull(),
    /** The step's begin. */
    at: moment("at").notNull(),
    count: number("count").notNull(),
  },
  (t) => [
    primaryKey({ name: "error_counts_pkey", columns: [t.workspaceId, t.step, t.patternId, t.at] }),
    index("error_counts_at").on(t.workspaceId, t.step, t.at),
    check("error_counts_step", sql`step in (1, 60)`),
    foreignKey({
      name: "error_counts_pattern",
      columns: [t.workspaceId, t.patternId],
      foreignColumns: [errorPatterns.workspaceId, errorPatterns.id],
    }).onDelete("cascade"),
    ...workspacePolicies("error_counts"),
  ],
);

/** Whom a pattern met: tenants by their key, releases by `service.version`. */
export const errorFacets = pgTable(
  "error_facets",
  {
    workspaceId: inWorkspace(),
    patternId: uuid("pattern_id").notNull(),
    kind: text("kind", { enum: ["tenant", "release", "environment"] }).notNull(),
    /** A tenant's key, a release, an environment's id ('' where the sender names none). */
    value: text("value").notNull(),
    count: number("count").notNull(),
    firstSeenAt: moment("first_seen_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** When the server took the newest, whatever the sender's clock says. */
    lastArrivedAt: moment("last_arrived_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "error_facets_pkey", columns: [t.workspaceId, t.patternId, t.kind, t.value] }),
    index("error_facets_value").on(t.workspaceId, t.kind, t.value),
    check("error_facets_kind", sql`kind in ('tenant', 'release', 'environment')`),
    foreignKey({
      name: "error_facets_pattern",
      columns: [t.workspaceId, t.patternId],
      foreignColumns: [errorPatterns.workspaceId, errorPatterns.id],
    }).onDelete("cascade"),
    ...workspacePolicies("error_facets"),
  ],
);
