import type { LogEntry, LogPosition, NewLogEntry } from "./log-entry.ts";
import type { LogFilter } from "./log-filter.ts";

/** Entries that are stored together or not at all. */
export interface LogBatch {
  readonly entries: readonly NewLogEntry[];
  /** Environment of the key that brought them; null when it has none. */
  readonly environmentId: string | null;
  readonly receivedAt: Date;
  /** Where the sender gave the batch a key: the same one within a day is answered from here and not stored. */
  readonly once?: LogBatchKey;
}

/** A batch's key with what its sender is answered. */
export interface LogBatchKey {
  readonly key: string;
  /** SHA-256 of what was sent. */
  readonly fingerprint: string;
  readonly answer: LogBatchAnswer;
}

/** What the sender of a batch is told. */
export interface LogBatchAnswer {
  readonly accepted: number;
  readonly rejected: number;
  /** Why some were rejected or changed; null when nothing is to be said. */
  readonly message: string | null;
}

/** What became of a batch. `other` means that its key was used for something else; nothing of it is stored. */
export type Appended = { state: "stored" } | { state: "known"; answer: LogBatchAnswer } | { state: "other" };

/** One page's question. */
export interface LogPageQuery {
  readonly filter: LogFilter;
  /** Microseconds since 1970, inclusive. Left out: as far as entries go. */
  readonly since?: number | undefined;
  /** Microseconds since 1970, exclusive. */
  readonly until?: number | undefined;
  /** Entries beyond this one in the order asked for. */
  readonly after?: LogPosition | undefined;
  /** Entries before this one in the order asked for. */
  readonly before?: LogPosition | undefined;
  /** Default `newest first`. */
  readonly order?: "newest first" | "oldest first";
  readonly limit: number;
}

/** A question that counts. */
export interface LogCountQuery {
  readonly filter: LogFilter;
  /** Microseconds since 1970, inclusive. */
  readonly since: number;
  /** Microseconds since 1970, exclusive. */
  readonly until: number;
  /** Milliseconds that it may take. Default 10,000. */
  readonly timeoutMs?: number;
}

/** How many entries of a severity fell into one step of time. */
export interface LogStepCount {
  /** The step, counted from `since`. */
  readonly step: number;
  readonly severity: number;
  readonly count: number;
}

/** How often a value of a field occurs. */
export interface LogValueCount {
  readonly field: string;
  readonly value: string;
  readonly count: number;
}

/** Which entries a deletion means. */
export interface LogDeletionQuery {
  readonly filter: LogFilter;
  /** Microseconds since 1970, inclusive. */
  readonly since?: number | undefined;
  /** Microseconds since 1970, exclusive. */
  readonly until?: number | undefined;
  /** Entries that had arrived by then. */
  readonly upToSeq?: number;
  /** Only entries that are kept longer than so many days. */
  readonly keptLonger?: number;
}

/** The days that exist, with what they hold. */
export interface LogPartition {
  readonly name: string;
  /** Days that its entries are kept. */
  readonly keepDays: number;
  /** The UTC day of its entries, `2026-11-21`. */
  readonly day: string;
}

/**
 * Where log entries lie. Postgres today; ClickHouse can stand behind the same face, so no SQL and no transaction leaks out of it.
 * Every method but those about partitions is bound to one workspace. What is read is never older than it is kept, also while its
 * partition still stands; deletions mean whatever is there.
 */
export interface LogStore {
  /** Stores whole batches, in one commit; answers after it. Partitions that are missing are made. */
  append(workspaceId: string, batches: readonly LogBatch[]): Promise<Appended[]>;
  /** @throws TooLargeError when it took too long; it says how to narrow */
  page(workspaceId: string, query: LogPageQuery): Promise<LogEntry[]>;
  /** Entries by steps of time and severity, without the steps in which there were none. @throws TooLargeError */
  histogram(workspaceId: string, query: LogCountQuery & { readonly stepMicros: number }): Promise<LogStepCount[]>;
  /** The most frequent values of service, tenant, environment and attributes among the newest entries. @throws TooLargeError */
  facets(workspaceId: string, query: LogCountQuery & { readonly newest: number }): Promise<LogValueCount[]>;
  /** The highest `seq` below which nothing is missing: ask this first, then read. */
  safeSeq(): Promise<number>;
  /** Entries with `after < seq ≤ upTo` in the order of arrival. */
  arrivals(workspaceId: string, range: { after: number; upTo: number; limit: number }): Promise<LogEntry[]>;
  /** The errors among them: entries that carry a group's signature. */
  errorArrivals(workspaceId: string, range: { after: number; upTo: number; limit: number }): Promise<LogEntry[]>;
  partitions(): Promise<LogPartition[]>;
  /** Makes room ahead for entries that are kept so many days and happen on this UTC day, `2026-11-21`. */
  ensurePartition(keepDays: number, day: string): Promise<void>;
  /** Drops every day that is beyond its retention. One that cannot be had at once is left for the next time. */
  dropExpired(now: Date): Promise<LogPartition[]>;
  /** Builds what searches of text and attributes need, on days that are over. @returns the partitions that got it */
  indexClosed(now: Date): Promise<string[]>;
  /** Does the same for the hours of today that are over, where there is much of them; gives what was built. */
  indexHours(now: Date): Promise<string[]>;
  /** Deletes what one statement may at most; call it until it answers 0. */
  deleteSome(workspaceId: string, query: LogDeletionQuery): Promise<number>;
  /** How many entries a deletion means. */
  countMeant(workspaceId: string, query: LogDeletionQuery): Promise<number>;
}
