import type { Database } from "@plumbline/db";
import { bindFor } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import type { LogCountQuery, LogValueCount } from "./log-store.ts";
import { timeOf } from "./time-of.ts";
import { withinRetention } from "./within-retention.ts";

/** Values of one field that are counted at most, and how long one may be. */
const mostValues = 20;
const longestValue = 200;

/** Counts the values of the columns and attributes among the newest entries that match. */
export async function readFacets(
  database: Database,
  workspaceId: string,
  { filter, since, until, newest, timeoutMs }: LogCountQuery & { readonly newest: number },
  now: Date,
): Promise<LogValueCount[]> {
  return await bindFor(database, { workspaceId, timeoutMs }, async (tx) => [
    ...(await tx<LogValueCount[]>`
      with newest as materialized (
        select severity, service, tenant, environment_id, attributes from log_entries e
        where workspace_id = ${workspaceId} and e.time >= ${timeOf(tx, since)} and e.time < ${timeOf(tx, until)}
          ${withinRetention(tx, now, since / 1000)}
          and ${compileFilter(tx, filter)}
        order by e.time desc, e.seq desc limit ${newest}
      ), pairs as (
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
      select field, value, count from counted where place <= ${mostValues} order by field, count desc, value`),
  ]);
}
