import type { Database } from "@plumbline/db";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { bindWorkspace } from "./bind-workspace.ts";
import { compileFilter } from "./compile-filter.ts";
import type { LogDeletionQuery } from "./log-store.ts";
import { timeOf } from "./time-of.ts";

/** Entries of one statement, so that a deletion never holds many locks, nor a connection for long. */
const mostAtOnce = 10_000;

/** Deletes some of what is meant. @returns how many */
export async function deleteSome(database: Database, workspaceId: string, query: LogDeletionQuery): Promise<number> {
  return await bindWorkspace(database, workspaceId, async (tx) => {
    const { count } = await tx`
      delete from log_entries d using (
        select e.time, e.seq from log_entries e where ${meant(tx, workspaceId, query)} limit ${mostAtOnce}
      ) chosen
      where d.workspace_id = ${workspaceId} and d.time = chosen.time and d.seq = chosen.seq`;
    return count;
  });
}

export async function countMeant(database: Database, workspaceId: string, query: LogDeletionQuery): Promise<number> {
  return await bindWorkspace(database, workspaceId, async (tx) => {
    const [row] = await tx`select count(*)::text as n from log_entries e where ${meant(tx, workspaceId, query)}`;
    return Number(row?.n ?? 0);
  });
}

function meant(
  tx: TransactionSql,
  workspaceId: string,
  { filter, since, until, upToSeq, keptLonger }: LogDeletionQuery,
): PendingQuery<Row[]> {
  return tx`workspace_id = ${workspaceId}
    ${since === undefined ? tx`` : tx`and e.time >= ${timeOf(tx, since)}`}
    ${until === undefined ? tx`` : tx`and e.time < ${timeOf(tx, until)}`}
    ${upToSeq === undefined ? tx`` : tx`and e.seq <= ${upToSeq}`}
    ${keptLonger === undefined ? tx`` : tx`and e.keep_days > ${keptLonger}`}
    and ${compileFilter(tx, filter)}`;
}
