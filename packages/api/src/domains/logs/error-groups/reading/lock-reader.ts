import type { Db } from "@plumbline/db";
import { errorReaders, workspaces } from "@plumbline/db/schema";
import { eq, sql } from "drizzle-orm";

/** One row of `error_readers`. */
export type ErrorReader = typeof errorReaders.$inferSelect;

/** Takes the lock under which error groups change, in the reading job and by members alike. Waits for its turn. */
export async function lockReader(tx: Db, workspaceId: string): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  await tx.insert(errorReaders).values({ workspaceId, cursor: 0 }).onConflictDoNothing();
  const own = eq(errorReaders.workspaceId, workspaceId);
  await tx.select({ id: errorReaders.id }).from(errorReaders).where(own).for("update");
}

/** Like {@link lockReader}, but at once `busy` when somebody else reads, and null when the workspace never had an error. */
export async function tryLockReader(tx: Db, workspaceId: string): Promise<ErrorReader | "busy" | null> {
  await lockWorkspace(tx, workspaceId);
  const own = eq(errorReaders.workspaceId, workspaceId);
  const [reader] = await tx.select().from(errorReaders).where(own).for("update", { skipLocked: true });
  if (reader) return reader;
  const [known] = await tx.select({ id: errorReaders.id }).from(errorReaders).where(own);
  return known ? "busy" : null;
}

/**
 * The lock that each new row takes anyway, taken before the reader's: who purges a workspace locks it first and then deletes the
 * reader, and two who take two locks in two orders wait for each other.
 */
async function lockWorkspace(tx: Db, workspaceId: string): Promise<void> {
  await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId)).for("key share");
}

/** What processes remember of patterns and merges is no longer true. The caller holds the lock. */
export async function outdateMiners(tx: Db, workspaceId: string): Promise<void> {
  await tx
    .update(errorReaders)
    .set({ version: sql`${errorReaders.version} + 1` })
    .where(eq(errorReaders.workspaceId, workspaceId));
}
