import { query } from "../../data/client.ts";
import type { ShownRow } from "./log-row.ts";
import { type LogFilter, LogLinesDocument } from "./logs.gen.ts";

export interface FollowLogs {
  /** What has arrived, in the order of its arrival. */
  onRows: (rows: readonly ShownRow[]) => void;
  /** Whether the line stands. */
  onMode: (connected: boolean) => void;
  /** Too much has been missed: read the newest page anew. */
  onResync: () => void;
}

const everyMs = 2000;
const mostAtOnce = 100;

/** Follows what arrives and fits. @returns how to stop */
export function followLogs(slug: string, filter: LogFilter, { onRows, onMode, onResync }: FollowLogs): () => void {
  const known = new Set<string>();
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    try {
      const data = await query(LogLinesDocument, { slug, filter, first: mostAtOnce, after: null });
      if (ended) return;
      const nodes = data.workspace?.logs.nodes ?? [];
      const fresh = nodes.filter(({ id }) => !known.has(id));
      if (known.size > 0 && fresh.length === mostAtOnce) onResync();
      else if (fresh.length > 0) onRows([...fresh].reverse());
      known.clear();
      for (const { id } of nodes) known.add(id);
      onMode(true);
    } catch {
      if (!ended) onMode(false);
    }
    if (!ended) timer = setTimeout(() => void ask(), everyMs);
  };
  void ask();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
