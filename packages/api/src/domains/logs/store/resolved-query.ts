import type { LogQueryNode } from "@plumbline/sdk/logs/query";

/** A search with what its words mean here and now. */
export interface ResolvedQuery {
  readonly node: LogQueryNode;
  /** Milliseconds since 1970 that `-15m` and `today` are counted from. */
  readonly now: number;
  /** The workspace's environments: uuid by key. */
  readonly environments: ReadonlyMap<string, string>;
}
