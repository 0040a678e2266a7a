import type { Db } from "@plumbline/db";
import { errorGroups, errorPatterns } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "../../../../outbox/record-event.ts";
import type { Context } from "../../../../service/context.ts";
import type { MinedMerge } from "../../grouping/template/template-miner.ts";
import { errorGroupMerged } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup } from "../group/error-group-ref.ts";
import { openAgain } from "../group/open-again.ts";
import { movePatterns } from "./move-patterns.ts";

/**
 * Merges two groups because what told them apart turned out to be a value. A name that never became a group has nothing to move.
 * What was open stays open: a resolved group never swallows one that nobody has looked at.
 */
export async function moveByLesson(tx: Db, ctx: Context, workspaceId: string, merge: MinedMerge): Promise<void> {
  const named = inArray(errorGroups.signature, [merge.from, merge.into]);
  const rows = await tx
    .select()
    .from(errorGroups)
    .where(and(eq(errorGroups.workspaceId, workspaceId), named));
  const from = rows.find(({ signature }) => signature === merge.from);
  const into = rows.find(({ signature }) => signature === merge.into);
  if (!from || !into || from.mergedInto) return;
  const moved = await patternsOf(tx, from);
  const { because } = merge.lesson;
  await movePatterns(tx, {
    workspaceId,
    kind: "merge",
    fromId: from.id,
    intoId: into.id,
    patternIds: moved,
    madeBy: null,
    because,
  });
  const after = await afterMerge(tx, into, from);
  await recordEvent(tx, ctx, errorGroupMerged, {
    workspaceId,
    subjectId: into.id,
    data: { ...errorGroupData(after), other: from.title, patterns: moved.length, because },
  });
}

/** The ids of a group's patterns that nobody pinned. */
async function patternsOf(tx: Db, { workspaceId, id }: ErrorGroup): Promise<string[]> {
  const rows = await tx
    .select({ id: errorPatterns.id })
    .from(errorPatterns)
    .where(and(eq(errorPatterns.workspaceId, workspaceId), eq(errorPatterns.groupId, id)));
  return rows.map((row) => row.id);
}

/** The group that stays, as it is after taking in another one. */
export async function afterMerge(tx: Db, into: ErrorGroup, from: ErrorGroup): Promise<ErrorGroup> {
  const reopened = from.state === "open" && into.state !== "open";
  const [row] = await tx
    .update(errorGroups)
    .set({
      severity: Math.max(into.severity, from.severity),
      environments: [...new Set([...into.environments, ...from.environments])],
      ...(reopened ? openAgain : {}),
    })
    .where(and(eq(errorGroups.workspaceId, into.workspaceId), eq(errorGroups.id, into.id)))
    .returning();
  return row as ErrorGroup;
}
