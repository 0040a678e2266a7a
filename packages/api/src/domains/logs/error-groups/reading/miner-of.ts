import type { Db } from "@plumbline/db";
import { errorGroups, errorLessons, errorPatterns } from "@plumbline/db/schema";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { App } from "../../../../app.ts";
import { perApp } from "../../../../service/per-app.ts";
import { signatureOf } from "../../grouping/sign-error.ts";
import { keyOf, restoreTokens, type StoredToken } from "../../grouping/template/template.ts";
import { TemplateMiner } from "../../grouping/template/template-miner.ts";

/** Workspaces whose miner is kept in memory. */
const mostRemembered = 50;

interface Remembered {
  version: number;
  miner: TemplateMiner;
}

const minersOf: (app: App) => Map<string, Remembered> = perApp(() => new Map());

/**
 * The workspace's miner as of a version of its patterns: the remembered one, or one that is made anew from what was written down. It
 * is taken out of memory until {@link keepMiner}, since a transaction that fails would leave it ahead of the tables.
 */
export async function takeMiner(app: App, tx: Db, workspaceId: string, version: number): Promise<TemplateMiner> {
  const remembered = minersOf(app).get(workspaceId);
  minersOf(app).delete(workspaceId);
  return remembered?.version === version ? remembered.miner : await restoreMiner(tx, workspaceId);
}

/** Remembers a miner once what it learned is committed. */
export function keepMiner(app: App, workspaceId: string, version: number, miner: TemplateMiner): void {
  const miners = minersOf(app);
  const [oldest] = miners.keys();
  if (miners.size >= mostRemembered && oldest !== undefined) miners.delete(oldest);
  miners.set(workspaceId, { version, miner });
}

async function restoreMiner(tx: Db, workspaceId: string): Promise<TemplateMiner> {
  const miner = new TemplateMiner({ nameGroup: (key) => signatureOf(workspaceId, key) });
  const patterns = await tx
    .select({ tokens: errorPatterns.tokens, pinned: errorPatterns.pinned, group: errorGroups.signature })
    .from(errorPatterns)
    .innerJoin(
      errorGroups,
      and(eq(errorGroups.workspaceId, errorPatterns.workspaceId), eq(errorGroups.id, errorPatterns.groupId)),
    )
    .where(and(eq(errorPatterns.workspaceId, workspaceId), isNotNull(errorPatterns.tokens)))
    .orderBy(asc(errorPatterns.number));
  // The age of a group is that of its signature's pattern; what merged into it may be older as a row.
  for (const { tokens, pinned, group } of patterns) {
    const restored = restoreTokens(tokens as unknown as StoredToken[]);
    miner.restore({ key: keyOf(restored), tokens: restored, group, pinned });
  }
  const lessons = await tx
    .select()
    .from(errorLessons)
    .where(eq(errorLessons.workspaceId, workspaceId))
    .orderBy(asc(errorLessons.id));
  for (const lesson of lessons) miner.restoreLesson(lesson);
  return miner;
}
