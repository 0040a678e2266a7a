import type { Db } from "@plumbline/db";
import { errorGroups, errorLessons, errorPatterns } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../../service/context.ts";
import { describeError, type ErrorDescription, titleOf } from "../../grouping/describe-error.ts";
import { errorFactsOf, signatureOf } from "../../grouping/sign-error.ts";
import { showTemplate, storeTokens } from "../../grouping/template/template.ts";
import type { Placement, TemplateMiner } from "../../grouping/template/template-miner.ts";
import type { ErrorGroup } from "../group/error-group-ref.ts";
import { moveByLesson } from "../moves/move-by-lesson.ts";
import { findPatterns } from "./find-patterns.ts";
import { releaseOf, type Tally } from "./tally-errors.ts";

/** Where a new pattern came to. */
export interface PlacedPattern {
  groupId: string;
  /** Set when it is like none before. */
  newGroup: ErrorGroup | null;
}

/**
 * Finds the group of a signature that was never seen, writes down its pattern and what it taught, and merges the groups that turned
 * out to be one. The caller holds the reader's lock.
 */
export async function placePattern(
  tx: Db,
  ctx: Context,
  { workspaceId, tally, miner }: { workspaceId: string; tally: Tally; miner: TemplateMiner },
): Promise<PlacedPattern> {
  const described = describeError(errorFactsOf(tally.oldest));
  const placement = miner.place(described.tokens);
  const [root, newGroup] = await groupFor(tx, workspaceId, placement.group, tally, described);
  const base = {
    workspaceId,
    groupId: root,
    firstSeenAt: new Date(tally.first),
    lastSeenAt: new Date(tally.last),
  };
  const own = placement.created.find(({ key }) => signatureOf(workspaceId, key) === tally.signature);
  await tx.insert(errorPatterns).values({
    ...base,
    id: tally.signature,
    template: described.template,
    tokens: own ? storeTokens(own.tokens) : null,
  });
  for (const template of placement.created) {
    if (template === own) continue;
    await tx
      .insert(errorPatterns)
      .values({
        ...base,
        id: signatureOf(workspaceId, template.key),
        template: showTemplate(template.tokens),
        tokens: storeTokens(template.tokens),
      })
      .onConflictDoUpdate({ target: errorPatterns.id, set: { tokens: storeTokens(template.tokens) } });
  }
  await writeLessons(tx, workspaceId, placement);
  for (const merge of placement.merges) await moveByLesson(tx, ctx, workspaceId, merge);
  const widest = placement.lessons.at(-1)?.target;
  if (widest) {
    await tx
      .update(errorGroups)
      .set({ template: showTemplate(widest.tokens) })
      .where(and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, root)));
  }
  return { groupId: root, newGroup };
}

/** The group of a name, made when it is not there. */
async function groupFor(
  tx: Db,
  workspaceId: string,
  signature: string,
  tally: Tally,
  described: ErrorDescription,
): Promise<[id: string, made: ErrorGroup | null]> {
  const named = and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.signature, signature));
  const [known] = await tx.select({ id: errorGroups.id }).from(errorGroups).where(named);
  if (known) return [known.id, null];
  const release = releaseOf(tally.oldest);
  const [made] = await tx
    .insert(errorGroups)
    .values({
      workspaceId,
      signature,
      title: titleOf(described),
      template: described.template,
      exceptionType: described.type,
      frames: described.frames,
      service: tally.oldest.source.service,
      severity: tally.severity,
      firstSeenAt: new Date(tally.first),
      lastSeenAt: new Date(tally.last),
      environments: [...tally.environments.keys()],
      newestSeq: tally.newest.seq,
      firstRelease: release,
      lastRelease: releaseOf(tally.newest) ?? release,
      countToldAt: new Date(0),
    })
    .returning();
  return [(made as ErrorGroup).id, made as ErrorGroup];
}

async function writeLessons(tx: Db, workspaceId: string, { lessons }: Placement): Promise<void> {
  const written = new Set<string>();
  for (const { lesson, target } of lessons) {
    const patternId = signatureOf(workspaceId, target.key);
    const once = `${lesson.slot} ${patternId}`;
    if (written.has(once)) continue;
    written.add(once);
    // Beyond the miner's bound a template is used and forgotten; so is what led to it.
    const known = await findPatterns(tx, workspaceId, [patternId]);
    if (known.size === 0) continue;
    await tx.insert(errorLessons).values({ ...lesson, positions: [...lesson.positions], workspaceId, patternId });
  }
}
