import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** Who is told when nobody acknowledged meanwhile. */
export interface EscalationStep {
  /** Seconds after the step before it; for the first, after the alert opened. */
  afterSeconds: number;
  targets: { kind: "channel" | "member" | "schedule"; id: string }[];
}

export const escalationPolicies = pgTable(
  "escalation_policies",
  {
    id: id(),
    workspaceId: inWorkspace(),
    name: text("name").notNull(),
    steps: jsonb("steps").notNull().$type<EscalationStep[]>(),
    /** Times that the steps begin anew after the last one. */
    repeats: integer("repeats").notNull().default(0),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("escalation_policies_workspace_id").on(t.workspaceId, t.id),
    ...workspacePolicies("escalation_policies"),
  ],
);

/** Hours of the week in which a layer serves. */
export interface OnCallRestriction {
  /** ISO days, 1 for Monday. */
  days: number[];
  /** Local time, `09:00`. */
  from: string;
  /** Local time, `17:00`; not after `from` it is the next day's. */
  to: string;
}

/** People who take turns. */
export interface OnCallLayer {
  name: string;
  /** Users in the order of their turns. */
  userIds: string[];
  /** A turn's length. Hours are counted exactly, days and weeks by the calendar of the schedule's time zone. */
  turn: { unit: "hours" | "days" | "weeks"; length: number };
  /** Local day of the first hand-over, `2026-11-23`. */
  startsOn: string;
  /** Local time of every hand-over, `09:00`. */
  handOverAt: string;
  /** Empty: around the clock. */
  restrictions: OnCallRestriction[];
}

/** Who is on call when. */
export const onCallSchedules = pgTable(
  "on_call_schedules",
  {
    id: id(),
    workspaceId: inWorkspace(),
    name: text("name").notNull(),
    /** IANA name, `Europe/Lisbon`. */
    timeZone: text("time_zone").notNull(),
    /** A later layer goes before an earlier one wherever it serves. */
    layers: jsonb("layers").notNull().$type<OnCallLayer[]>(),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique("on_call_schedules_workspace_id").on(t.workspaceId, t.id), ...workspacePolicies("on_call_schedules")],
);

/** Somebody who is on call instead of whoever the layers say. */
export const onCallOverrides = pgTable(
  "on_call_overrides",
  {
    id: id(),
    workspaceId: inWorkspace(),
    scheduleId: uuid("schedule_id").notNull(),
    userId: uuid("user_id").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    comment: text("comment").notNull().default(""),
    /** Who made it, as it was called then. */
    madeBy: text("made_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("on_call_overrides_workspace_id").on(t.workspaceId, t.id),
    index("on_call_overrides_schedule").on(t.workspaceId, t.scheduleId, t.endsAt),
    check("on_call_overrides_span", sql`ends_at > starts_at`),
    foreignKey({
      name: "on_call_overrides_schedule_id",
      columns: [t.workspaceId, t.scheduleId],
      foreignColumns: [onCallSchedules.workspaceId, onCallSchedules.id],
    }).onDelete("cascade"),
    ...workspacePolicies("on_call_overrides"),
  ],
);
