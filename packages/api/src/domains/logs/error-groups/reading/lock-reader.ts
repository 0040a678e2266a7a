import type { Db } from "@plumbline/db";
import { errorReaders } from "@plumbline/db/schema";
import { eq, sql } from "drizzle-orm";

/** One row of `error_readers`. */
export type ErrorReader = typeof errorReaders.$inferSelect;

/** Takes the lock under which error groups change, in the reading job and by members alike. Waits for its turn. */
export async function lockReader(tx: Db, workspaceId: string): Promise<void> {
  await tx.insert(errorReaders).values({ workspaceId, cursor: 0 }).onConflictDoNothing();
  const own = eq(errorReaders.workspaceId, workspaceId);
  await tx.select({ id: errorReaders.id }).from(errorReaders).where(own).for("update");
}

/** Like {@link lockReader}, but at once `busy` when somebody else reads, and null when the workspace never had an error. */
export async function tryLockReader(tx: Db, workspaceId: string): Promise<ErrorReader | "busy" | null> {
  const own = eq(errorReaders.workspaceId, workspaceId);
  const [reader] = await tx.select().from(errorReaders).where(own).for("update", { skipLocked: true });
  if (reader) return reader;
  const [known] = await tx.select({ id: errorReaders.id }).from(errorReaders).where(own);
  return known ? "busy" : null;
}

/** What processes remember of patterns and merges is no longer true. The caller holds the lock. */
export async function outdateMiners(tx: Db, workspaceId: string): Promise<void> {
  await tx
    .update(errorReaders)
    .set({ version: sql`${errorReaders.version} + 1` })
    .where(eq(errorReaders.workspaceId, workspaceId));
}
