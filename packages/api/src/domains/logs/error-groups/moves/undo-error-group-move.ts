import type { Db } from "@plumbline/db";
import { errorGroupMoves, errorPatterns } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import { describeActor } from "../../../../service/actor.ts";
import type { Context } from "../../../../service/context.ts";
import { PreconditionError } from "../../../../service/errors.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../../workspaces/index.ts";
import { errorGroupMoveUndone } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup, ErrorGroupMove } from "../group/error-group-ref.ts";
import { findErrorGroup } from "../group/require-error-group.ts";
import { seesGroup } from "../group/seen-here.ts";
import { lockReader, outdateMiners } from "../reading/lock-reader.ts";
import { putPatterns, recountGroup, setMergedInto } from "./move-patterns.ts";

export const undoErrorGroupMoveInput = z.object({ moveId: z.uuid() });

export type UndoErrorGroupMoveInput = z.input<typeof undoErrorGroupMoveInput>;

/**
 * Undoes a merge or a split: the patterns that it moved are where they were, with everything that they counted since. What somebody
 * took apart is pinned, so that the same lesson does not merge it again. Undone already, nothing changes.
 * @throws PreconditionError when one of the two groups was merged elsewhere meanwhile
 */
export async function undoErrorGroupMove(ctx: Context, input: UndoErrorGroupMoveInput): Promise<ErrorGroupMove> {
  const wish = parseInput(undoErrorGroupMoveInput, input);
  const workspaceId = await authorizeRow(ctx, {
    table: errorGroupMoves,
    id: wish.moveId,
    permission: "error_groups:write",
    noun: "merge or split",
  });
  return await transact(ctx, { workspaceId, verb: "undoErrorGroupMove", input: wish }, async (tx) => {
    await lockReader(tx, workspaceId);
    const move = await lockMove(tx, workspaceId, wish.moveId);
    if (move.undoneAt) return move;
    const { from, into } = await requireBoth(tx, move);
    if (!seesGroup(ctx, from) || !seesGroup(ctx, into)) throw unknownRow("merge or split");
    const patternIds = await stillThere(tx, move);
    const isMerge = move.kind === "merge";
    await putPatterns(tx, workspaceId, patternIds, { groupId: from.id, pinned: isMerge });
    if (isMerge) await setMergedInto(tx, workspaceId, from.id, null);
    else if (await isEmpty(tx, into)) await setMergedInto(tx, workspaceId, into.id, from.id);
    for (const { id } of [from, into]) await recountGroup(tx, workspaceId, id);
    await outdateMiners(tx, workspaceId);
    const [undone] = await tx
      .update(errorGroupMoves)
      .set({ undoneAt: ctx.app.clock.now(), undoneBy: describeActor(ctx.actor).actorName })
      .where(ownMove(workspaceId, move.id))
      .returning();
    // The group in whose history it stands: the one that took in, or the one that was split.
    const [shown, other] = isMerge ? [into, from] : [from, into];
    const after = (await findErrorGroup(tx, workspaceId, shown.id)) as ErrorGroup;
    await recordEvent(tx, ctx, errorGroupMoveUndone, {
      workspaceId,
      subjectId: shown.id,
      data: {
        ...errorGroupData(after),
        other: other.title,
        patterns: patternIds.length,
        because: `Undone: ${move.because}`,
      },
    });
    return undone as ErrorGroupMove;
  });
}

const ownMove = (workspaceId: string, id: string) =>
  and(eq(errorGroupMoves.workspaceId, workspaceId), eq(errorGroupMoves.id, id));

async function lockMove(tx: Db, workspaceId: string, id: string): Promise<ErrorGroupMove> {
  const [move] = await tx.select().from(errorGroupMoves).where(ownMove(workspaceId, id)).for("update");
  if (!move) throw unknownRow("merge or split");
  return move;
}

async function requireBoth(
  tx: Db,
  { workspaceId, kind, fromId, intoId }: ErrorGroupMove,
): Promise<{ from: ErrorGroup; into: ErrorGroup }> {
  const from = await findErrorGroup(tx, workspaceId, fromId);
  const into = await findErrorGroup(tx, workspaceId, intoId);
  if (!from || !into) throw unknownRow("merge or split");
  const elsewhere = into.mergedInto ? into : kind === "split" && from.mergedInto ? from : null;
  if (elsewhere)
    throw new PreconditionError(
      `“${elsewhere.title}” was merged into another group since.`,
      "Undo that merge first: it stands in the other group's history.",
    );
  return { from, into };
}

/** Those of the moved patterns that nobody has moved on. */
async function stillThere(tx: Db, { workspaceId, intoId, patternIds }: ErrorGroupMove): Promise<string[]> {
  const there = await tx
    .select({ id: errorPatterns.id })
    .from(errorPatterns)
    .where(
      and(
        eq(errorPatterns.workspaceId, workspaceId),
        eq(errorPatterns.groupId, intoId),
        inArray(errorPatterns.id, patternIds),
      ),
    );
  return there.map(({ id }) => id);
}

async function isEmpty(tx: Db, { workspaceId, id }: ErrorGroup): Promise<boolean> {
  const left = await tx
    .select({ id: errorPatterns.id })
    .from(errorPatterns)
    .where(and(eq(errorPatterns.workspaceId, workspaceId), eq(errorPatterns.groupId, id)))
    .limit(1);
  return left.length === 0;
}
