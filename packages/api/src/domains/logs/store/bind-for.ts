import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";
import { bindWorkspace } from "./bind-workspace.ts";
import { questionMs, tooLong } from "./refuse-late.ts";

/**
 * {@link bindWorkspace} for a question that its asker wrote: each statement may take so long and no longer, and is planned for its
 * own values (a plan for any values would not know which days and words are meant).
 * @throws TooLargeError that says how to narrow it
 */
export async function bindFor<T>(
  database: Database,
  { workspaceId, timeoutMs = questionMs }: { workspaceId: string; timeoutMs?: number | undefined },
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  try {
    return await bindWorkspace(database, workspaceId, async (tx) => {
      const limited = tx`
        select set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`;
      limited.execute().catch(() => {});
      const answer = await work(tx);
      await limited;
      return answer;
    });
  } catch (error) {
    const { code } = error as { code?: unknown };
    // Query canceled; regular expression too complex.
    throw code === "57014" || code === "2201B" ? tooLong(timeoutMs) : error;
  }
}
