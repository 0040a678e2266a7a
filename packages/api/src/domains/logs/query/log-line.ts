import type { LogEntry } from "../store/log-entry.ts";

/** A stored entry with whose it is. */
export interface LogLine extends LogEntry {
  readonly workspaceId: string;
}
