import type { Db } from "@plumbline/db";
import { errorPatterns } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";

/** The groups of patterns that are known, by signature. */
export async function findPatterns(
  tx: Db,
  workspaceId: string,
  signatures: readonly string[],
): Promise<Map<string, string>> {
  if (signatures.length === 0) return new Map();
  const rows = await tx
    .select({ id: errorPatterns.id, groupId: errorPatterns.groupId })
    .from(errorPatterns)
    .where(and(eq(errorPatterns.workspaceId, workspaceId), inArray(errorPatterns.id, [...signatures])));
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}
