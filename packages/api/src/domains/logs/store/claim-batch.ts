import type { TransactionSql } from "postgres";
import type { Appended, LogBatchAnswer, LogBatchKey } from "./log-store.ts";

/** Hours that a batch's key is kept. */
export const batchKeyHours = 24;

/**
 * Claims the key of a batch in the transaction that stores it: a second one with the same key waits for the first one's commit.
 * @returns null when it is new
 */
export async function claimBatch(
  tx: TransactionSql,
  workspaceId: string,
  { key, fingerprint, answer }: LogBatchKey,
): Promise<Appended | null> {
  const claimed = await tx`
    insert into log_batches (workspace_id, key, fingerprint, accepted, rejected, message)
    values (${workspaceId}, ${key}, ${fingerprint}, ${answer.accepted}, ${answer.rejected}, ${answer.message})
    on conflict (workspace_id, key) do nothing returning id`;
  if (claimed.length > 0) return null;
  const [known] = await tx<(LogBatchAnswer & { fingerprint: string })[]>`
    select fingerprint, accepted, rejected, message from log_batches where workspace_id = ${workspaceId} and key = ${key}`;
  if (known?.fingerprint !== fingerprint) return { state: "other" };
  const { accepted, rejected, message } = known;
  return { state: "known", answer: { accepted, rejected, message } };
}
