import type { App } from "../../../app.ts";
import { loadLogSettings } from "../limits/log-settings-of.ts";
import type { LogFilter } from "../store/log-filter.ts";
import type { LogPartition } from "../store/log-store.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { defaultRetention, type LogClass, logClasses, severitiesOf } from "./retention-classes.ts";

const dayMs = 86_400_000;

/** What one run did. */
export interface Enforced {
  /** Days that were dropped whole. */
  dropped: LogPartition[];
  /** Entries that were deleted because their workspace keeps its entries shorter now than when they came. */
  deleted: number;
}

/**
 * Makes the next days' partitions, drops what is beyond its days, and deletes what a workspace wants kept shorter than when it came.
 * Harmless when run twice.
 */
export async function enforceRetention(app: App): Promise<Enforced> {
  const now = app.clock.now();
  const store = logStoreOf(app);
  const inUse = new Set([
    ...Object.values(defaultRetention),
    ...(await store.partitions()).map(({ keepDays }) => keepDays),
  ]);
  for (const ahead of [0, 1]) for (const keepDays of inUse) await store.ensurePartition(keepDays, dayAfter(now, ahead));
  const dropped = await store.dropExpired(now);
  let deleted = 0;
  const rows = await app.database.raw<
    { id: string }[]
  >`select workspace_id as id from log_settings order by workspace_id`;
  for (const { id } of rows) deleted += await shorten(app, id, now);
  return { dropped, deleted };
}

async function shorten(app: App, workspaceId: string, now: Date): Promise<number> {
  const { retention } = await loadLogSettings(app, workspaceId);
  const store = logStoreOf(app);
  let deleted = 0;
  for (const each of logClasses) {
    const keptLonger = retention[each];
    const until = (now.getTime() - keptLonger * dayMs) * 1000 + 1;
    for (;;) {
      const some = await store.deleteSome(workspaceId, { filter: entriesOf(each), until, keptLonger });
      deleted += some;
      if (some === 0) break;
    }
  }
  return deleted;
}

function entriesOf(of: LogClass): LogFilter {
  const [from, to] = severitiesOf[of];
  const named: LogFilter = { kind: "severity", from, to };
  return of === "info" ? { kind: "or", of: [named, { kind: "severity", from: 0, to: 0 }] } : named;
}

function dayAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}
