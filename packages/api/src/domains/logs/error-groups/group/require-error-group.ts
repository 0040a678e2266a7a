import type { Db } from "@plumbline/db";
import { errorGroups } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../../service/context.ts";
import { PreconditionError } from "../../../../service/errors.ts";
import { authorizeRow, unknownRow } from "../../../workspaces/index.ts";
import { lockReader } from "../reading/lock-reader.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { requireSeenGroup } from "./seen-here.ts";

/** The workspace of an error group, for an actor that may work on error groups there. */
export async function authorizeErrorGroup(ctx: Context, id: string): Promise<string> {
  const table = errorGroups;
  const workspaceId = await authorizeRow(ctx, { table, id, permission: "error_groups:write", noun: "error group" });
  await requireSeenGroup(ctx, workspaceId, id);
  return workspaceId;
}

/**
 * Takes the reader's lock and the group's, in this order everywhere.
 * @throws PreconditionError when it was merged into another one
 */
export async function lockErrorGroup(tx: Db, workspaceId: string, id: string): Promise<ErrorGroup> {
  await lockReader(tx, workspaceId);
  const group = await findErrorGroup(tx, workspaceId, id);
  if (!group) throw unknownRow("error group");
  if (group.mergedInto) {
    const into = await findErrorGroup(tx, workspaceId, group.mergedInto);
    throw new PreconditionError(
      `“${group.title}” was merged into “${into?.title}”.`,
      "Work on that one, or undo the merge in its history first.",
    );
  }
  return group;
}

/** A group of the workspace, locked; undefined when there is none. */
export async function findErrorGroup(tx: Db, workspaceId: string, id: string): Promise<ErrorGroup | undefined> {
  const own = and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, id));
  const [group] = await tx.select().from(errorGroups).where(own).for("update");
  return group;
}

/** Changes a locked group. */
export async function updateErrorGroup(
  tx: Db,
  { workspaceId, id }: ErrorGroup,
  set: Partial<typeof errorGroups.$inferInsert>,
): Promise<ErrorGroup> {
  const [after] = await tx
    .update(errorGroups)
    .set(set)
    .where(and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, id)))
    .returning();
  return after as ErrorGroup;
}
