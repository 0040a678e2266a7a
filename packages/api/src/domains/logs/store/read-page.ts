import type { Database } from "@plumbline/db";
import type { Row, TransactionSql } from "postgres";
import { bindFor } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import { type EntryRow, entryColumns, entryOf } from "./entry-row.ts";
import { type FoundPosition, findPositions, readPositions } from "./find-positions.ts";
import type { LogEntry, LogPosition } from "./log-entry.ts";
import type { LogPageQuery } from "./log-store.ts";
import { readsIndex } from "./reads-index.ts";
import { refuseLate } from "./refuse-late.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { timeOf } from "./time-of.ts";
import { withinRetention } from "./within-retention.ts";

/**
 * One page by time. The days are walked from the end that the page begins at, a few more with each step, until the page is full:
 * what is frequent is found in the first, and days outside the bounds are never touched.
 */
export async function readPage(
  database: Database,
  workspaceId: string,
  query: LogPageQuery,
  now: Date,
): Promise<LogEntry[]> {
  if (readsIndex(query.filter)) {
    const found = await findPagePositions(database, workspaceId, query, now);
    return (await readPositions(database, workspaceId, found)).map(entryOf);
  }
  const rows = await bindFor(database, { workspaceId }, (tx) =>
    walk<EntryRow>(tx, { workspaceId, query, now, columns: entryColumns }),
  );
  return rows.map(entryOf);
}

const positionColumns =
  "(extract(epoch from e.time) * 1000000)::bigint::text as time, e.seq::text as seq, e.keep_days as keep";

/** Where the entries of a page lie, for a question that an index can answer. @param timeoutMs default 10,000 */
export async function findPagePositions(
  database: Database,
  workspaceId: string,
  query: LogPageQuery,
  now: Date,
  timeoutMs?: number,
): Promise<FoundPosition[]> {
  return await findPositions(database, timeoutMs, (tx) =>
    walk<FoundPosition>(tx, { workspaceId, query, now, columns: positionColumns }),
  );
}

interface WalkOptions {
  readonly workspaceId: string;
  readonly query: LogPageQuery;
  readonly now: Date;
  readonly columns: string;
}

async function walk<Found extends Row>(tx: TransactionSql, options: WalkOptions): Promise<Found[]> {
  const { query } = options;
  const startedAt = performance.now();
  const found: Found[] = [];
  for (const stretch of await stretchesOf(tx, boundsOf(query), query.order !== "oldest first")) {
    refuseLate(startedAt);
    const limit = query.limit - found.length;
    found.push(...(await readStretch<Found>(tx, { ...options, stretch, limit })));
    if (found.length >= query.limit) break;
  }
  return found;
}

/** The times that the page can hold at all, in whole milliseconds: its own bounds, and those of the positions that it lies between. */
function boundsOf({ since, until, after, before, order }: LogPageQuery): Stretch {
  const [later, earlier] = order === "oldest first" ? [before, after] : [after, before];
  const lows = [since, earlier?.time].filter((time) => time !== undefined);
  const highs = [until, later && later.time + 1].filter((time) => time !== undefined);
  return {
    since: lows.length > 0 ? Math.floor(Math.max(...lows) / 1000) : null,
    until: highs.length > 0 ? Math.ceil(Math.min(...highs) / 1000) : null,
  };
}

interface ReadStretchOptions extends WalkOptions {
  readonly stretch: Stretch;
  readonly limit: number;
}

/**
 * Bounds are given as plain values of their own type: only those are constants when the statement is planned, by which days are left
 * out and the text indexes of single hours are found to fit.
 */
async function readStretch<Found extends Row>(
  tx: TransactionSql,
  { workspaceId, query, now, stretch, columns, limit }: ReadStretchOptions,
): Promise<Found[]> {
  const { filter, after, before, order = "newest first" } = query;
  const newest = order === "newest first";
  const beyond = ({ time, seq }: LogPosition, later: boolean) =>
    tx`and (e.time, e.seq) ${later ? tx`>` : tx`<`} (${timeOf(tx, time)}, ${seq})`;
  return await tx<Found[]>`
    select ${tx.unsafe(columns)} from log_entries e
    where workspace_id = ${workspaceId}
      ${stretch.since === null ? tx`` : tx`and e.time >= ${new Date(stretch.since)}`}
      ${stretch.until === null ? tx`` : tx`and e.time < ${new Date(stretch.until)}`}
      ${query.since === undefined ? tx`` : tx`and e.time >= ${timeOf(tx, query.since)}`}
      ${query.until === undefined ? tx`` : tx`and e.time < ${timeOf(tx, query.until)}`}
      ${after ? beyond(after, !newest) : tx``}
      ${before ? beyond(before, newest) : tx``}
      ${withinRetention(tx, now, stretch.since)}
      and ${compileFilter(tx, filter)}
    order by e.time ${newest ? tx`desc` : tx`asc`}, e.seq ${newest ? tx`desc` : tx`asc`}
    limit ${limit}`;
}
