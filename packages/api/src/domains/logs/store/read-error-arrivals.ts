import type { Database } from "@plumbline/db";
import { bindWorkspace } from "./bind-workspace.ts";
import { type EntryRow, entryColumns, entryOf } from "./entry-row.ts";
import type { LogEntry } from "./log-entry.ts";

/** The errors among what arrived between two numbers, in that order: entries that carry a signature. */
export async function readErrorArrivals(
  database: Database,
  workspaceId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<LogEntry[]> {
  const rows = await bindWorkspace(
    database,
    workspaceId,
    async (tx) =>
      await tx<EntryRow[]>`
      select ${tx.unsafe(entryColumns)} from log_entries e
      where workspace_id = ${workspaceId} and group_id is not null and e.seq > ${after} and e.seq <= ${upTo}
      order by e.seq limit ${limit}`,
  );
  return rows.map(entryOf);
}
