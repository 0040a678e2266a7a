import { errorPatterns } from "@plumbline/db/schema";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Context } from "../../../../service/context.ts";

/** Patterns of a group by which its entries are looked for, those that came last. */
const mostPatterns = 500;

/** The signatures that entries of some groups carry, for an actor that may read there. */
export async function patternsOfGroups(
  ctx: Context,
  workspaceId: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: errorPatterns.id, groupId: errorPatterns.groupId })
      .from(errorPatterns)
      .where(and(eq(errorPatterns.workspaceId, workspaceId), inArray(errorPatterns.groupId, [...groupIds])))
      .orderBy(desc(errorPatterns.newestSeq))
      .limit(mostPatterns),
  );
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
  return new Map([...byGroup].map(([groupId, patterns]) => [groupId, patterns.map(({ id }) => id)]));
}
