import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";
import { bindFor } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import { type EntryRow, entryColumns, entryOf } from "./entry-row.ts";
import type { LogEntry, LogPosition } from "./log-entry.ts";
import type { LogPageQuery } from "./log-store.ts";
import { refuseLate } from "./refuse-late.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { timeOf } from "./time-of.ts";

/**
 * One page by time. The days are walked from the end that the page begins at, a few more with each step, until the page is full:
 * what is frequent is found in the first, and days outside the bounds are never touched.
 */
export async function readPage(database: Database, workspaceId: string, query: LogPageQuery): Promise<LogEntry[]> {
  const startedAt = performance.now();
  return await bindFor(database, { workspaceId }, async (tx) => {
    const found: EntryRow[] = [];
    for (const stretch of await stretchesOf(tx, boundsOf(query), query.order !== "oldest first")) {
      refuseLate(startedAt);
      found.push(...(await readStretch(tx, workspaceId, query, stretch, query.limit - found.length)));
      if (found.length >= query.limit) break;
    }
    return found.map(entryOf);
  });
}

/** The times that the page can hold at all: its own bounds, and those of the positions that it lies between. */
function boundsOf({ since, until, after, before, order }: LogPageQuery): { since?: number; until?: number } {
  const [later, earlier] = order === "oldest first" ? [before, after] : [after, before];
  const lows = [since, earlier?.time].filter((time) => time !== undefined);
  const highs = [until, later && later.time + 1].filter((time) => time !== undefined);
  return {
    ...(lows.length > 0 ? { since: Math.max(...lows) } : {}),
    ...(highs.length > 0 ? { until: Math.min(...highs) } : {}),
  };
}

async function readStretch(
  tx: TransactionSql,
  workspaceId: string,
  { filter, after, before, order = "newest first" }: LogPageQuery,
  { since, until }: Stretch,
  limit: number,
): Promise<EntryRow[]> {
  const newest = order === "newest first";
  const beyond = ({ time, seq }: LogPosition, later: boolean) =>
    tx`and (e.time, e.seq) ${later ? tx`>` : tx`<`} (${timeOf(tx, time)}, ${seq})`;
  return await tx<EntryRow[]>`
    select ${tx.unsafe(entryColumns)} from log_entries e
    where workspace_id = ${workspaceId}
      ${since === null ? tx`` : tx`and e.time >= ${timeOf(tx, since)}`}
      ${until === null ? tx`` : tx`and e.time < ${timeOf(tx, until)}`}
      ${after ? beyond(after, !newest) : tx``}
      ${before ? beyond(before, newest) : tx``}
      and ${compileFilter(tx, filter)}
    order by e.time ${newest ? tx`desc` : tx`asc`}, e.seq ${newest ? tx`desc` : tx`asc`}
    limit ${limit}`;
}
