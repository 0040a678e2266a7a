import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";
import { bindWorkspace } from "./bind-workspace.ts";
import { questionMs, tooLong } from "./refuse-late.ts";

/**
 * Runs a question that its asker wrote. `limit`, called first in its transaction, gives each statement so long and no longer, and has
 * it planned for its own values (a plan for any values would not know which days and words are meant).
 * @throws TooLargeError that says how to narrow it
 */
export async function limitStatements<T>(
  timeoutMs: number | undefined,
  run: (limit: (tx: TransactionSql) => void) => Promise<T>,
): Promise<T> {
  const ms = timeoutMs ?? questionMs;
  try {
    return await run((tx) => {
      // Sent ahead of the first statement; where it fails, so does everything after it.
      tx`select set_config('statement_timeout', ${String(ms)}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`
        .execute()
        .catch(() => {});
    });
  } catch (error) {
    const { code } = error as { code?: unknown };
    // Query canceled; regular expression too complex.
    throw code === "57014" || code === "2201B" ? tooLong(ms) : error;
  }
}

/** {@link bindWorkspace} for a question that its asker wrote. @throws TooLargeError */
export async function bindFor<T>(
  database: Database,
  { workspaceId, timeoutMs }: { workspaceId: string; timeoutMs?: number | undefined },
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  return await limitStatements(
    timeoutMs,
    async (limit) =>
      await bindWorkspace(database, workspaceId, async (tx) => {
        limit(tx);
        return await work(tx);
      }),
  );
}
