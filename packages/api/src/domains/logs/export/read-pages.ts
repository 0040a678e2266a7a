import type { Context } from "../../../service/context.ts";
import type { LogEntry, LogPosition } from "../store/log-entry.ts";
import type { LogPageQuery } from "../store/log-store.ts";
import { logStoreOf } from "../store/log-store-of.ts";

/** Entries of one read: what is given takes no more memory the longer it is. */
const readSize = 1000;

export interface ReadPagesOptions {
  workspaceId: string;
  query: Pick<LogPageQuery, "filter" | "since" | "until">;
  /** Where an earlier reading ended; undefined begins with the newest. */
  from: LogPosition | undefined;
  /** Entries at most; null for all. */
  limit: number | null;
}

/** The newest entries first, page by page; each takes a connection of its own, so that a slow reader holds none. */
export async function* readPages(
  { app }: Context,
  { workspaceId, query, from, limit }: ReadPagesOptions,
): AsyncGenerator<LogEntry[]> {
  let after = from;
  let left = limit ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    const size = Math.min(readSize, left);
    const page = await logStoreOf(app).page(workspaceId, { ...query, after, limit: size });
    yield page;
    if (page.length < size) return;
    const { time, seq } = page.at(-1) as LogPosition;
    after = { time, seq };
    left -= page.length;
  }
}
