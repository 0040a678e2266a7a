import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, moment, systemPolicies, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** One row for each running serve process, renewed every few seconds: without it, no connections could not be told from no report. */
export const serveProcesses = pgTable(
  "serve_processes",
  {
    name: text("name").primaryKey(),
    startedAt: moment("started_at").notNull().defaultNow(),
    /** When its connections were last counted. A process that has not reported for 20 seconds counts as gone. */
    reportedAt: moment("reported_at").notNull().defaultNow(),
  },
  () => [...systemPolicies("serve_processes")],
);

/** How many connections follow a workspace from one serve process, as of that process's last report. */
export const liveConnections = pgTable(
  "live_connections",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    process: text("process").notNull(),
    transport: text("transport", { enum: ["websocket", "sse"] }).notNull(),
    credential: text("credential", { enum: ["session", "api_key", "embed_token", "anonymous"] }).notNull(),
    connections: integer("connections").notNull(),
    subscriptions: integer("subscriptions").notNull(),
    /** When the oldest of them was opened. */
    since: moment("since").notNull(),
  },
  (t) => [
    unique("live_connections_once").on(t.workspaceId, t.process, t.transport, t.credential),
    foreignKey({
      name: "live_connections_process",
      columns: [t.process],
      foreignColumns: [serveProcesses.name],
    }).onDelete("cascade"),
    check("live_connections_transport", sql`transport in ('websocket', 'sse')`),
    check("live_connections_credential", sql`credential in ('session', 'api_key', 'embed_token', 'anonymous')`),
    ...workspacePolicies("live_connections"),
  ],
);
