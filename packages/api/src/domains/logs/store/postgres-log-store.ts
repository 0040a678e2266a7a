import type { Database } from "@plumbline/db";
import { appendBatches } from "./append-batches.ts";
import { createPartitionMaker } from "./ensure-partitions.ts";
import type { LogPartition, LogStore } from "./log-store.ts";
import { readArrivals } from "./read-arrivals.ts";
import { readErrorArrivals } from "./read-error-arrivals.ts";
import { readFacets } from "./read-facets.ts";
import { readHistogram } from "./read-histogram.ts";
import { readPage } from "./read-page.ts";

/** Log entries in partitions of Postgres, one retention and one day each. */
export function postgresLogStore(database: Database): LogStore {
  const partitions = createPartitionMaker(database.rawApp);
  return {
    append: (workspaceId, batches) => appendBatches(database, partitions, workspaceId, batches),
    page: (workspaceId, query) => readPage(database, workspaceId, query),
    histogram: (workspaceId, query) => readHistogram(database, workspaceId, query),
    facets: (workspaceId, query) => readFacets(database, workspaceId, query),
    arrivals: (workspaceId, range) => readArrivals(database, workspaceId, range),
    errorArrivals: (workspaceId, range) => readErrorArrivals(database, workspaceId, range),
    async safeSeq() {
      const [row] = await database.rawApp`select plumbline.log_safe_seq()::text as seq`;
      return Number(row?.seq ?? 0);
    },
    async partitions() {
      const rows = await database.rawApp<LogPartition[]>`
        select name, keep_days as "keepDays", on_day::text as day from plumbline.log_partitions() order by on_day, keep_days`;
      return [...rows];
    },
  };
}
