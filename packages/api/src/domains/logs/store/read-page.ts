import type { Database } from "@plumbline/db";
import { bindWorkspace } from "./bind-workspace.ts";
import { compileFilter } from "./compile-filter.ts";
import { type EntryRow, entryColumns, entryOf } from "./entry-row.ts";
import type { LogEntry } from "./log-entry.ts";
import type { LogPageQuery } from "./log-store.ts";

/** One page by time. Bounds of time are literals of the plan, so that days outside them are not touched. */
export async function readPage(
  database: Database,
  workspaceId: string,
  { filter, since, until, after, order = "newest first", limit }: LogPageQuery,
): Promise<LogEntry[]> {
  const rows = await bindWorkspace(database, workspaceId, async (tx) => {
    const at = (micros: number) => tx`'epoch'::timestamptz + ${String(micros)}::bigint * interval '1 microsecond'`;
    const newest = order === "newest first";
    return await tx<EntryRow[]>`
      select ${tx.unsafe(entryColumns)} from log_entries e
      where workspace_id = ${workspaceId}
        ${since === undefined ? tx`` : tx`and e.time >= ${at(since)}`}
        ${until === undefined ? tx`` : tx`and e.time < ${at(until)}`}
        ${after === undefined ? tx`` : tx`and (e.time, e.seq) ${newest ? tx`<` : tx`>`} (${at(after.time)}, ${after.seq})`}
        and ${compileFilter(tx, filter)}
      order by e.time ${newest ? tx`desc` : tx`asc`}, e.seq ${newest ? tx`desc` : tx`asc`}
      limit ${limit}`;
  });
  return rows.map(entryOf);
}
