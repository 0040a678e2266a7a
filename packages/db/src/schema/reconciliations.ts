import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { integrations } from "./integrations.ts";

/** What one comparison of an integration with its provider found and did. Kept 30 days. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: id(),
    workspaceId: workspaceId(),
    integrationId: uuid("integration_id").notNull(),
    /** What began it: the hourly job, a person, or a connection that was just made or changed. */
    trigger: text("trigger", { enum: ["schedule", "person", "connection"] }).notNull(),
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at").notNull(),
    /** Webhooks that were looked at. */
    looked: integer("looked").notNull().default(0),
    recreated: integer("recreated").notNull().default(0),
    repaired: integer("repaired").notNull().default(0),
    renewed: integer("renewed").notNull().default(0),
    /** Webhooks of ours that we had forgotten and took up again. */
    adopted: integer("adopted").notNull().default(0),
    /** Surplus webhooks of ours that were removed there. */
    removed: integer("removed").notNull().default(0),
    /** From when the back-fill asked for what was missed; null when there was no gap. */
    gapFrom: moment("gap_from"),
    /** False when there was a gap and the provider cannot tell what happened in it. */
    lookedBack: boolean("looked_back"),
    /** Signals that only the back-fill told of. */
    backfilled: integer("backfilled").notNull().default(0),
    /** What was found and done, one sentence each. */
    notes: text("notes").array().notNull().default(sql`'{}'`),
    /** Why it could not be finished; null when it was. */
    problem: text("problem"),
  },
  (t) => [
    unique("reconciliations_workspace_id").on(t.workspaceId, t.id),
    index("reconciliations_integration").on(t.workspaceId, t.integrationId, t.id),
    check("reconciliations_trigger", sql`trigger in ('schedule', 'person', 'connection')`),
    foreignKey({
      name: "reconciliations_integration_fk",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    ...workspacePolicies("reconciliations"),
  ],
);
