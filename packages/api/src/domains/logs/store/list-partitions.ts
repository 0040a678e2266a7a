import type { Sql } from "postgres";
import type { LogPartition } from "./log-store.ts";

/** The days that there are, the oldest first. */
export async function listPartitions(sql: Sql): Promise<LogPartition[]> {
  const rows = await sql<LogPartition[]>`
    select name, keep_days as "keepDays", on_day::text as day from plumbline.log_partitions() order by on_day, keep_days`;
  return [...rows];
}
