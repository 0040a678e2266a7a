import type { MatchableLogEntry } from "@plumbline/sdk/logs/query";
import type { LogLine } from "../query/log-line.ts";
import { matchableEntry } from "../query/matchable-entry.ts";
import type { LogEntry } from "../store/log-entry.ts";

/** An entry as tails get it: made once for all of them. */
export interface Arrival {
  readonly line: LogLine;
  readonly matchable: MatchableLogEntry;
}

/** @param environmentKeys keys by uuid */
export function arrivalOf(workspaceId: string, entry: LogEntry, environmentKeys: ReadonlyMap<string, string>): Arrival {
  return { line: { ...entry, workspaceId }, matchable: matchableEntry(entry, environmentKeys) };
}
