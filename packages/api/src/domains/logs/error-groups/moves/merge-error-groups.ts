import { errorPatterns } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import { describeActor } from "../../../../service/actor.ts";
import type { Context } from "../../../../service/context.ts";
import { InvalidInputError } from "../../../../service/errors.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupMerged } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup } from "../group/error-group-ref.ts";
import { authorizeErrorGroup, findErrorGroup, lockErrorGroup } from "../group/require-error-group.ts";
import { requireSeenGroup } from "../group/seen-here.ts";
import { outdateMiners } from "../reading/lock-reader.ts";
import { afterMerge } from "./move-by-lesson.ts";
import { movePatterns } from "./move-patterns.ts";

export const mergeErrorGroupsInput = z.object({
  /** The group that stays. */
  intoId: z.uuid(),
  /** The group whose patterns it takes. */
  fromId: z.uuid(),
});

export type MergeErrorGroupsInput = z.input<typeof mergeErrorGroupsInput>;

/**
 * Makes one group of two: patterns, counts, tenants and releases go to the first, the second leaves the lists. Every merge can be
 * undone from the history of the group that stays.
 */
export async function mergeErrorGroups(ctx: Context, input: MergeErrorGroupsInput): Promise<ErrorGroup> {
  const wish = parseInput(mergeErrorGroupsInput, input);
  const workspaceId = await authorizeErrorGroup(ctx, wish.intoId);
  await requireSeenGroup(ctx, workspaceId, wish.fromId);
  return await transact(ctx, { workspaceId, verb: "mergeErrorGroups", input: wish }, async (tx) => {
    const into = await lockErrorGroup(tx, workspaceId, wish.intoId);
    if (wish.fromId === wish.intoId)
      throw new InvalidInputError([{ path: ["fromId"], message: "is the same group; name another one." }]);
    const from = await lockErrorGroup(tx, workspaceId, wish.fromId);
    const patterns = await tx
      .select({ id: errorPatterns.id })
      .from(errorPatterns)
      .where(and(eq(errorPatterns.workspaceId, workspaceId), eq(errorPatterns.groupId, from.id)));
    const madeBy = describeActor(ctx.actor).actorName;
    const because = `${madeBy} merged “${from.title}” into it.`;
    const patternIds = patterns.map(({ id }) => id);
    await movePatterns(tx, {
      workspaceId,
      kind: "merge",
      fromId: from.id,
      intoId: into.id,
      patternIds,
      madeBy,
      because,
    });
    await outdateMiners(tx, workspaceId);
    await afterMerge(tx, into, from);
    const after = (await findErrorGroup(tx, workspaceId, into.id)) as ErrorGroup;
    await recordEvent(tx, ctx, errorGroupMerged, {
      workspaceId,
      subjectId: into.id,
      data: { ...errorGroupData(after), other: from.title, patterns: patternIds.length, because },
    });
    return after;
  });
}
