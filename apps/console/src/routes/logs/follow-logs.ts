import { subscribe } from "../../data/client.ts";
import type { ShownRow } from "./log-row.ts";
import { type LogFilter, LogTailDocument } from "./logs.gen.ts";

export interface FollowLogs {
  /** What has arrived, in the order of its arrival. */
  onRows: (rows: readonly ShownRow[]) => void;
  /** Whether the line stands. */
  onMode: (connected: boolean) => void;
  /** Too much has been missed: read the newest page anew. */
  onResync: () => void;
}

let gaps = 0;

/** Follows what arrives and fits, filtered on the server. @returns how to stop */
export function followLogs(workspaceId: string, filter: LogFilter, parts: FollowLogs): () => void {
  return subscribe({
    document: LogTailDocument,
    variables: { workspaceId, filter },
    after: null,
    onEvent: ({ logTail }) => {
      const { skipped, entries } = logTail;
      const gap = skipped > 0 ? [{ id: `skipped-${++gaps}`, skipped }] : [];
      parts.onMode(true);
      if (skipped > 0 || entries.length > 0) parts.onRows([...gap, ...entries]);
    },
    onMode: ({ mode }) => parts.onMode(mode !== "lost"),
    onResync: parts.onResync,
  });
}
