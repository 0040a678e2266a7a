import type { Database } from "@plumbline/db";
import { appendBatches } from "./append-batches.ts";
import { countMeant, deleteSome } from "./delete-entries.ts";
import { dropExpired } from "./drop-expired.ts";
import { createPartitionMaker } from "./ensure-partitions.ts";
import { indexClosed } from "./index-closed.ts";
import { indexHours } from "./index-hours.ts";
import { listPartitions } from "./list-partitions.ts";
import type { LogStore } from "./log-store.ts";
import { readArrivals } from "./read-arrivals.ts";
import { readErrorArrivals } from "./read-error-arrivals.ts";
import { readFacets } from "./read-facets.ts";
import { readHistogram } from "./read-histogram.ts";
import { readPage } from "./read-page.ts";

/**
 * Log entries in partitions of Postgres, one retention and one day each.
 * @param now the time by which an entry's days are over. Default: the clock of the machine
 */
export function postgresLogStore(database: Database, now = () => new Date()): LogStore {
  const partitions = createPartitionMaker(database.rawApp);
  return {
    append: (workspaceId, batches) => appendBatches(database, partitions, workspaceId, batches),
    page: (workspaceId, query) => readPage(database, workspaceId, query, now()),
    histogram: (workspaceId, query) => readHistogram(database, workspaceId, query, now()),
    facets: (workspaceId, query) => readFacets(database, workspaceId, query, now()),
    arrivals: (workspaceId, range) => readArrivals(database, workspaceId, range, now()),
    errorArrivals: (workspaceId, range) => readErrorArrivals(database, workspaceId, range),
    ensurePartition: (keepDays, day) => partitions.ensure(keepDays, Date.parse(day) / 86_400_000),
    async dropExpired(at) {
      const dropped = await dropExpired(database, at);
      if (dropped.length > 0) partitions.forget();
      return dropped;
    },
    indexClosed: (at) => indexClosed(database, at),
    indexHours: (at) => indexHours(database, at),
    deleteSome: (workspaceId, query) => deleteSome(database, workspaceId, query),
    countMeant: (workspaceId, query) => countMeant(database, workspaceId, query),
    async safeSeq() {
      const [row] = await database.rawApp`select plumbline.log_safe_seq()::text as seq`;
      return Number(row?.seq ?? 0);
    },
    async partitions() {
      return await listPartitions(database.rawApp);
    },
  };
}
