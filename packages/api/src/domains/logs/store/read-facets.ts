import type { Database } from "@plumbline/db";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { bindFor } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import type { FoundPosition } from "./find-positions.ts";
import type { LogCountQuery, LogValueCount } from "./log-store.ts";
import { findPagePositions } from "./read-page.ts";
import { readsIndex } from "./reads-index.ts";
import { timeOf } from "./time-of.ts";
import { withinRetention } from "./within-retention.ts";

/** Values of one field that are counted at most, and how long one may be. */
const mostValues = 20;
const longestValue = 200;

type FacetsQuery = LogCountQuery & { readonly newest: number };

const columns = "e.severity, e.service, e.tenant, e.environment_id, e.attributes";

/**
 * Counts the values of the columns and attributes among the newest entries that match. Where an index can answer, their places are
 * found through it first, as a page's are; what is shown is read bound to the workspace in either case.
 */
export async function readFacets(
  database: Database,
  workspaceId: string,
  query: FacetsQuery,
  now: Date,
): Promise<LogValueCount[]> {
  const { filter, since, until, newest, timeoutMs } = query;
  const found = readsIndex(filter)
    ? await findPagePositions(database, workspaceId, { filter, since, until, limit: newest }, now, timeoutMs)
    : null;
  if (found?.length === 0) return [];
  return await bindFor(database, { workspaceId, timeoutMs }, async (tx) => {
    const entries = found ? atPositions(tx, workspaceId, found) : newestOf(tx, workspaceId, query, now);
    return [...(await countValues(tx, entries))];
  });
}

function newestOf(
  tx: TransactionSql,
  workspaceId: string,
  { filter, since, until, newest }: FacetsQuery,
  now: Date,
): PendingQuery<Row[]> {
  return tx`select ${tx.unsafe(columns)} from log_entries e
    where workspace_id = ${workspaceId} and e.time >= ${timeOf(tx, since)} and e.time < ${timeOf(tx, until)}
      ${withinRetention(tx, now, since / 1000)}
      and ${compileFilter(tx, filter)}
    order by e.time desc, e.seq desc limit ${newest}`;
}

/** Days and time name the partition of each: it alone is looked into. */
function atPositions(tx: TransactionSql, workspaceId: string, found: readonly FoundPosition[]): PendingQuery<Row[]> {
  return tx`select ${tx.unsafe(columns)}
    from unnest(${found.map(({ keep }) => keep)}::smallint[], ${found.map(({ time }) => time)}::bigint[],
      ${found.map(({ seq }) => seq)}::bigint[]) p(keep, micros, seq)
    cross join lateral (select 'epoch'::timestamptz + p.micros * interval '1 microsecond' as at offset 0) m
    join log_entries e on e.keep_days = p.keep and e.time = m.at and e.seq = p.seq
    where e.workspace_id = ${workspaceId}`;
}

function countValues(tx: TransactionSql, entries: PendingQuery<Row[]>): PendingQuery<LogValueCount[]> {
  return tx<LogValueCount[]>`
    with newest as materialized (${entries}), pairs as (
      select field, value from newest, lateral (values
        ('severity', severity::text), ('service', nullif(service, '')), ('tenant', tenant), ('env', environment_id::text)
      ) v(field, value) where value is not null
      union all
      select 'attributes.' || key, value #>> '{}' from newest, lateral jsonb_each(attributes)
      where jsonb_typeof(value) in ('string', 'number', 'boolean') and length(value #>> '{}') <= ${longestValue}
    ), counted as (
      select field, value, count(*)::float8 as count,
        row_number() over (partition by field order by count(*) desc, value) as place
      from pairs group by field, value
    )
    select field, value, count from counted where place <= ${mostValues} order by field, count desc, value`;
}
