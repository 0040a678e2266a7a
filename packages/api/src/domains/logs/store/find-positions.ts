import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";
import { bindFor, limitStatements } from "./bind-for.ts";
import { type EntryRow, entryColumns } from "./entry-row.ts";

/** Where an entry that matches lies. */
export interface FoundPosition {
  readonly time: string;
  readonly seq: string;
  /** The days that it is kept: with its time, the partition in which it lies. */
  readonly keep: number;
}

/**
 * Runs a look-up of positions as the system's role. Under row level security Postgres uses no index for a comparison that is not
 * marked leakproof, and none of text is: as the app's role each search would read every row (measured: a parallel scan of
 * the whole day in place of the trigram index). What is found are places alone; the entries themselves are read by
 * {@link readPositions}, bound to the workspace, so that the second wall stands around everything that anybody sees.
 */
export async function findPositions(
  { raw }: Database,
  timeoutMs: number | undefined,
  find: (tx: TransactionSql) => Promise<FoundPosition[]>,
): Promise<FoundPosition[]> {
  return await limitStatements(timeoutMs, async (limit) => {
    const { found } = await raw.begin(async (tx) => {
      limit(tx);
      return { found: await find(tx) };
    });
    return found;
  });
}

/** The entries at these places, in their order, as the app's role bound to the workspace. */
export async function readPositions(
  database: Database,
  workspaceId: string,
  positions: readonly FoundPosition[],
): Promise<EntryRow[]> {
  if (positions.length === 0) return [];
  const times = positions.map(({ time }) => Number(time));
  const rows = await bindFor(database, { workspaceId }, async (tx) => [
    ...(await tx<EntryRow[]>`
      select ${tx.unsafe(entryColumns)} from log_entries e
      where workspace_id = ${workspaceId}
        and e.time >= ${new Date(Math.floor(Math.min(...times) / 1000))}
        and e.time < ${new Date(Math.floor(Math.max(...times) / 1000) + 1)}
        and e.time = any (array(select 'epoch'::timestamptz + t * interval '1 microsecond'
          from unnest(${positions.map(({ time }) => time)}::bigint[]) t))
        and e.seq = any (${positions.map(({ seq }) => seq)}::bigint[])`),
  ]);
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return positions.map(({ seq }) => bySeq.get(seq)).filter((row) => row !== undefined);
}
