import type { Database } from "@plumbline/db";
import { bindFor } from "./bind-for.ts";
import { compileFilter } from "./compile-filter.ts";
import type { LogCountQuery, LogStepCount } from "./log-store.ts";
import { timeOf } from "./time-of.ts";
import { withinRetention } from "./within-retention.ts";

/** Counts by steps of time and severity. */
export async function readHistogram(
  database: Database,
  workspaceId: string,
  { filter, since, until, stepMicros, timeoutMs }: LogCountQuery & { readonly stepMicros: number },
  now: Date,
): Promise<LogStepCount[]> {
  return await bindFor(database, { workspaceId, timeoutMs }, async (tx) => [
    ...(await tx<LogStepCount[]>`
      select floor(extract(epoch from e.time - (${timeOf(tx, since)})) * 1000000 / ${String(stepMicros)}::bigint)::int as step,
        severity, count(*)::float8 as count
      from log_entries e
      where workspace_id = ${workspaceId} and e.time >= ${timeOf(tx, since)} and e.time < ${timeOf(tx, until)}
        ${withinRetention(tx, now, since / 1000)}
        and ${compileFilter(tx, filter)}
      group by 1, 2`),
  ]);
}
