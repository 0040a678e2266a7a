import type { Database } from "@plumbline/db";
import type { TransactionSql } from "postgres";
import { bindFor, limitStatements } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import type { LogCountQuery, LogStepCount } from "./log-store.ts";
import { readsIndex } from "./reads-index.ts";
import { questionMs, refuseLate } from "./refuse-late.ts";
import { stretchesOf } from "./stretches.ts";
import { timeOf } from "./time-of.ts";
import { withinRetention } from "./within-retention.ts";

interface HistogramOptions {
  readonly workspaceId: string;
  readonly query: LogCountQuery & { readonly stepMicros: number };
  readonly now: Date;
}

/**
 * Counts by steps of time and severity. A question that an index can answer is asked as the system's role, with the workspace in its
 * own words, and by the stretches that have one, as a page is looked for: numbers alone come of it.
 */
export async function readHistogram(
  database: Database,
  workspaceId: string,
  query: LogCountQuery & { readonly stepMicros: number },
  now: Date,
): Promise<LogStepCount[]> {
  const { filter, since, until, timeoutMs } = query;
  const options = { workspaceId, query, now };
  if (!readsIndex(filter))
    return await bindFor(
      database,
      { workspaceId, timeoutMs },
      async (tx) => await countBetween(tx, options, [since, until]),
    );
  return await limitStatements(timeoutMs, async (limit) => {
    const { counts } = await database.raw.begin(async (tx) => {
      limit(tx);
      return { counts: await countByStretches(tx, options) };
    });
    return counts;
  });
}

async function countByStretches(tx: TransactionSql, options: HistogramOptions): Promise<LogStepCount[]> {
  const { since, until, timeoutMs = questionMs } = options.query;
  const startedAt = performance.now();
  const bounds = { since: Math.floor(since / 1000), until: Math.ceil(until / 1000) };
  const found: LogStepCount[] = [];
  for (const stretch of await stretchesOf(tx, bounds, true)) {
    refuseLate(startedAt, timeoutMs);
    const from = Math.max(since, (stretch.since ?? bounds.since) * 1000);
    const to = Math.min(until, (stretch.until ?? bounds.until) * 1000);
    if (from < to) found.push(...(await countBetween(tx, options, [from, to])));
  }
  return added(found);
}

async function countBetween(
  tx: TransactionSql,
  { workspaceId, query, now }: HistogramOptions,
  [from, to]: readonly [number, number],
): Promise<LogStepCount[]> {
  const { filter, since, stepMicros } = query;
  // Whole milliseconds as plain values besides: only those are constants when days and indexes are chosen.
  return [
    ...(await tx<LogStepCount[]>`
      select floor(extract(epoch from e.time - (${timeOf(tx, since)})) * 1000000 / ${String(stepMicros)}::bigint)::int as step,
        severity, count(*)::float8 as count
      from log_entries e
      where workspace_id = ${workspaceId}
        and e.time >= ${new Date(Math.floor(from / 1000))} and e.time < ${new Date(Math.ceil(to / 1000))}
        and e.time >= ${timeOf(tx, from)} and e.time < ${timeOf(tx, to)}
        ${withinRetention(tx, now, from / 1000)}
        and ${compileFilter(tx, filter)}
      group by 1, 2`),
  ];
}

/** A step may lie across two stretches. */
function added(counts: readonly LogStepCount[]): LogStepCount[] {
  const sums = new Map<string, LogStepCount>();
  for (const each of counts) {
    const key = `${each.step} ${each.severity}`;
    sums.set(key, { ...each, count: each.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}
