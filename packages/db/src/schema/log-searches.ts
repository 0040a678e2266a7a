import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** A search over log entries that somebody gave a name. */
export const savedSearches = pgTable(
  "saved_searches",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** In the search box's language. */
    query: text("query").notNull(),
    /** True: everybody in the workspace sees it; alert rules may stand on it. False: its owner alone. */
    shared: boolean("shared").notNull(),
    /** The user who made it; null when an API key did. */
    ownerId: uuid("owner_id"),
    /** What its maker was called then. */
    madeBy: text("made_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("saved_searches_workspace_id").on(t.workspaceId, t.id),
    index("saved_searches_owner").on(t.workspaceId, t.ownerId),
    check("saved_searches_own", sql`shared or owner_id is not null`),
    ...workspacePolicies("saved_searches"),
  ],
);
