import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";

/**
 * A transaction as the app's role, bound to one workspace, on the client that Drizzle never touched. The binding is sent ahead of
 * the first statement without waiting for its answer.
 */
export async function bindWorkspace<T>(
  { rawApp }: Database,
  workspaceId: string,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const { result } = await rawApp.begin(async (tx) => {
    const bound = tx`select set_config('plumbline.workspace', ${workspaceId}, true)`.execute();
    bound.catch(() => {});
    const answer = await work(tx);
    await bound;
    return { result: answer };
  });
  return result as T;
}
