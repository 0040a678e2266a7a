import type { LogLineFragment } from "./logs.gen.ts";

/** One entry as the list shows it; the rest of it is read when it is opened. */
export type LogRow = LogLineFragment;

/** Entries that did not arrive here because this page, or the line to it, was too slow. Said in their place, never silent. */
export interface SkippedRows {
  skipped: number;
  /** Unique among the rows. */
  id: string;
}

/** What stands in one row of the list. */
export type ShownRow = LogRow | SkippedRows;

/** True for the marker in place of entries that were skipped. */
export function isSkipped(row: ShownRow): row is SkippedRows {
  return "skipped" in row;
}
