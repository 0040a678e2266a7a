import type { Database } from "@plumbline/db";
import { listPartitions } from "./list-partitions.ts";
import type { LogPartition } from "./log-store.ts";

const dayMs = 86_400_000;

/** Postgres' code for a lock that was not to be had in time: a long query reads the table just now. */
const lockNotAvailable = "55P03";

/** Drops whole days whose last instant is older than they are kept. */
export async function dropExpired(database: Database, now: Date): Promise<LogPartition[]> {
  const expired = (await listPartitions(database.raw)).filter(
    ({ day, keepDays }) => Date.parse(day) + (1 + keepDays) * dayMs <= now.getTime(),
  );
  const dropped: LogPartition[] = [];
  for (const partition of expired) {
    try {
      await database.raw`
        select plumbline.drop_log_partition(${partition.keepDays}, ${partition.day}::date, ${now.toISOString()}::timestamptz)`;
      dropped.push(partition);
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    }
  }
  return dropped;
}
