import type { Database } from "@plumbline/db";
import { bindWorkspace } from "./bind-workspace.ts";
import { type EntryRow, entryColumns, entryOf } from "./entry-row.ts";
import type { LogEntry } from "./log-entry.ts";
import { withinRetention } from "./within-retention.ts";

/** What arrived between two numbers, in that order. Only up to `safeSeq`, asked for before, is nothing missing. */
export async function readArrivals(
  database: Database,
  workspaceId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
  now: Date,
): Promise<LogEntry[]> {
  const rows = await bindWorkspace(
    database,
    workspaceId,
    async (tx) =>
      await tx<EntryRow[]>`
      select ${tx.unsafe(entryColumns)} from log_entries e
      where workspace_id = ${workspaceId} and e.seq > ${after} and e.seq <= ${upTo}
        ${withinRetention(tx, now, null)}
      order by e.seq limit ${limit}`,
  );
  return rows.map(entryOf);
}
