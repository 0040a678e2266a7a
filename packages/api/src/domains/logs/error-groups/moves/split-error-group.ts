import { randomUUID } from "node:crypto";
import type { Db } from "@plumbline/db";
import { errorGroups, errorPatterns } from "@plumbline/db/schema";
import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import { describeActor } from "../../../../service/actor.ts";
import type { Context } from "../../../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../../../service/errors.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupSplit } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup, ErrorPattern } from "../group/error-group-ref.ts";
import { authorizeErrorGroup, findErrorGroup, lockErrorGroup } from "../group/require-error-group.ts";
import { outdateMiners } from "../reading/lock-reader.ts";
import { movePatterns, putPatterns } from "./move-patterns.ts";

export const splitErrorGroupInput = z.object({
  errorGroupId: z.uuid(),
  /** Patterns that become a group of their own. */
  patternIds: z.array(z.uuid()).min(1).max(500),
});

export type SplitErrorGroupInput = z.input<typeof splitErrorGroupInput>;

/**
 * Takes patterns out of a group into one of their own, and pins them there: nothing that is learned later brings them back.
 * @returns the new group
 */
export async function splitErrorGroup(ctx: Context, input: SplitErrorGroupInput): Promise<ErrorGroup> {
  const wish = parseInput(splitErrorGroupInput, input);
  const workspaceId = await authorizeErrorGroup(ctx, wish.errorGroupId);
  return await transact(ctx, { workspaceId, verb: "splitErrorGroup", input: wish }, async (tx) => {
    const group = await lockErrorGroup(tx, workspaceId, wish.errorGroupId);
    const wanted = [...new Set(wish.patternIds)];
    const patterns = await requirePatterns(tx, group, wanted);
    const made = await makeGroup(tx, group, patterns);
    const madeBy = describeActor(ctx.actor).actorName;
    const because = `${madeBy} split ${patterns.length === 1 ? "a pattern" : `${patterns.length} patterns`} from it.`;
    const fromTo = { fromId: group.id, intoId: made.id };
    await movePatterns(tx, { workspaceId, kind: "split", ...fromTo, patternIds: wanted, madeBy, because });
    await putPatterns(tx, workspaceId, wanted, { groupId: made.id, pinned: true });
    await outdateMiners(tx, workspaceId);
    const rest = (await findErrorGroup(tx, workspaceId, group.id)) as ErrorGroup;
    await recordEvent(tx, ctx, errorGroupSplit, {
      workspaceId,
      subjectId: group.id,
      data: { ...errorGroupData(rest), other: made.title, patterns: wanted.length, because },
    });
    return (await findErrorGroup(tx, workspaceId, made.id)) as ErrorGroup;
  });
}

/** The newest first. @throws when some are none of the group's, or none would stay */
async function requirePatterns(tx: Db, group: ErrorGroup, wanted: readonly string[]): Promise<ErrorPattern[]> {
  const ofGroup = and(eq(errorPatterns.workspaceId, group.workspaceId), eq(errorPatterns.groupId, group.id));
  const patterns = await tx
    .select()
    .from(errorPatterns)
    .where(and(ofGroup, inArray(errorPatterns.id, [...wanted])))
    .orderBy(desc(errorPatterns.newestSeq));
  if (patterns.length < wanted.length)
    throw new InvalidInputError([{ path: ["patternIds"], message: "names a pattern that is not in this group." }]);
  const counted = await tx
    .select({ id: errorPatterns.id, count: errorPatterns.count })
    .from(errorPatterns)
    .where(ofGroup);
  if (!counted.some(({ id, count }) => count > 0 && !wanted.includes(id)))
    throw new PreconditionError(
      `No error of “${group.title}” would stay in it.`,
      "Leave at least one pattern that has errors.",
    );
  return patterns;
}

async function makeGroup(tx: Db, group: ErrorGroup, patterns: readonly ErrorPattern[]): Promise<ErrorGroup> {
  const [first] = patterns;
  const template = first?.template ?? group.template;
  const { workspaceId, exceptionType, frames, service, severity } = group;
  const [made] = await tx
    .insert(errorGroups)
    .values({
      workspaceId,
      // Its own: the first pattern's may be the one that the rest is known by.
      signature: randomUUID(),
      title: exceptionType ? `${exceptionType}: ${template}` : template,
      template,
      exceptionType,
      frames,
      service,
      severity,
      firstSeenAt: group.firstSeenAt,
      lastSeenAt: group.lastSeenAt,
      newestSeq: first?.newestSeq ?? group.newestSeq,
      firstRelease: group.firstRelease,
      lastRelease: group.lastRelease,
      countToldAt: group.countToldAt,
    })
    .returning();
  return made as ErrorGroup;
}
