import { boolean, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, moment, systemPolicies, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** One line in a member's personal inbox, made by a reaction to an event. */
export const inboxItems = pgTable(
  "inbox_items",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    userId: userId(),
    /** The kind of notice, the key of the member's preferences. */
    kind: text("kind").notNull(),
    /** The event, or the notification, that caused it. A reaction may run twice; one cause makes one item for a user. */
    eventId: uuid("event_id").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    /** A path of the console below the workspace: its slug may change. */
    place: text("place").notNull(),
    readAt: moment("read_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("inbox_items_workspace_id").on(t.workspaceId, t.id),
    unique("inbox_items_once").on(t.workspaceId, t.userId, t.eventId),
    index("inbox_items_user").on(t.userId, t.createdAt),
    ...workspacePolicies("inbox_items"),
  ],
);

/** Where a user wants one kind of notice, in all workspaces. No row means the kind's default. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    id: id(),
    userId: userId(),
    kind: text("kind").notNull(),
    inbox: boolean("inbox").notNull(),
    email: boolean("email").notNull(),
    /** Whether it is shown by the browsers that the person allowed. */
    push: boolean("push").notNull().default(false),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("notification_preferences_user_kind").on(t.userId, t.kind),
    ...systemPolicies("notification_preferences"),
  ],
);
