import { foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { members, workspaces } from "./workspaces.ts";

/** A member is on something that is wrong. Gone when the member releases it, leaves, or evidence says that it is wrong no longer. */
export const claimTakings = pgTable(
  "claim_takings",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    /** The claim's own id, `integration:<uuid>:live`: claims are made from evidence and have no rows. */
    claimKey: text("claim_key").notNull(),
    /** What the claim said when it was taken, for the history: by its end it may be gone. */
    title: text("title").notNull(),
    tenantId: uuid("tenant_id"),
    memberId: uuid("member_id").notNull(),
    takenAt: moment("taken_at").notNull().defaultNow(),
  },
  (t) => [
    unique("claim_takings_once").on(t.workspaceId, t.claimKey, t.memberId),
    index("claim_takings_member").on(t.workspaceId, t.memberId),
    foreignKey({
      name: "claim_takings_member_id",
      columns: [t.workspaceId, t.memberId],
      foreignColumns: [members.workspaceId, members.id],
    }).onDelete("cascade"),
    ...workspacePolicies("claim_takings"),
  ],
);
