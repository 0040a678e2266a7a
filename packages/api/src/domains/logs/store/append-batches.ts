import type { Database } from "@plumbline/db";
import { bindWorkspace } from "./bind-workspace.ts";
import { claimBatch } from "./claim-batch.ts";
import type { PartitionMaker } from "./ensure-partitions.ts";
import { insertEntries } from "./insert-entries.ts";
import type { Appended, LogBatch } from "./log-store.ts";

/**
 * Stores batches in one transaction. When the day of an entry was dropped by another process meanwhile, its partition is made
 * again and everything is stored anew, once.
 */
export async function appendBatches(
  database: Database,
  partitions: PartitionMaker,
  workspaceId: string,
  batches: readonly LogBatch[],
): Promise<Appended[]> {
  for (const { entries } of batches) await partitions.ensureFor(entries);
  try {
    return await appendOnce(database, workspaceId, batches);
  } catch (error) {
    if (!lacksPartition(error)) throw error;
    partitions.forget();
    for (const { entries } of batches) await partitions.ensureFor(entries);
    return await appendOnce(database, workspaceId, batches);
  }
}

async function appendOnce(database: Database, workspaceId: string, batches: readonly LogBatch[]): Promise<Appended[]> {
  return await bindWorkspace(database, workspaceId, async (tx) => {
    const begun = tx`select plumbline.begin_log_batch()`.execute();
    begun.catch(() => {});
    const appended: Appended[] = [];
    for (const { entries, environmentId, receivedAt, once } of batches) {
      const known = once ? await claimBatch(tx, workspaceId, once) : null;
      if (!known) await insertEntries(tx, entries, { workspaceId, environmentId, receivedAt });
      appended.push(known ?? { state: "stored" });
    }
    await begun;
    return appended;
  });
}

/** Postgres: `no partition of relation "…" found for row`, a check violation without a constraint's name. */
function lacksPartition(error: unknown): boolean {
  const { code, constraint_name } = error as { code?: string; constraint_name?: string };
  return code === "23514" && constraint_name === undefined;
}
