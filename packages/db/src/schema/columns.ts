import { sql } from "drizzle-orm";
import { pgPolicy, pgRole, timestamp, uuid } from "drizzle-orm/pg-core";

/** The role of every request and job that acts inside one workspace. It sees nothing until a workspace is bound. */
export const plumblineApp = pgRole("plumbline_app").existing();

/** The role of what works across workspaces: sign-in, key look-up, installation routing, relay. No BYPASSRLS. */
export const plumblineSystem = pgRole("plumbline_system").existing();

/** The primary key of every table: uuidv7 from the database, so ids sort by creation and need no second round trip. */
export function id() {
  return uuid("id").primaryKey().default(sql`uuidv7()`);
}

/** The wall of isolation. Every table that has it also has {@link workspacePolicies}. */
export function workspaceId() {
  return uuid("workspace_id").notNull();
}

/** A point in time, UTC, microseconds in the database and milliseconds in JavaScript. */
export function moment(name: string) {
  return timestamp(name, { withTimezone: true, mode: "date" });
}

export function createdAt() {
  return moment("created_at").notNull().defaultNow();
}

export function updatedAt() {
  return moment("updated_at").notNull().defaultNow();
}

/**
 * The workspace that the connection is bound to, or null. `nullif` because a released binding leaves '' behind (casting it
 * raises 22P02), `true` because a connection that was never bound raises 42704. In a sub-select so that it is evaluated once
 * per statement and not once per row.
 */
export const boundWorkspace = sql`(select nullif(current_setting('plumbline.workspace', true), '')::uuid)`;

/**
 * Row level security for a workspace table: the app's role sees and writes only the bound workspace, the system role all.
 * FORCE is added after migration (drizzle-kit emits only ENABLE).
 * @param table the table's name, used in the policies' names
 */
export function workspacePolicies(table: string) {
  const own = sql`workspace_id = ${boundWorkspace}`;
  return [
    pgPolicy(`${table}_app`, { for: "all", to: plumblineApp, using: own, withCheck: own }),
    ...systemPolicies(table),
  ];
}

/** Row level security for a table that only the system role may touch. */
export function systemPolicies(table: string) {
  return [pgPolicy(`${table}_system`, { for: "all", to: plumblineSystem, using: sql`true`, withCheck: sql`true` })];
}
