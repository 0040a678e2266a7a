/** How live data arrives: three ways, from the best to the last resort, or not at all. */
export type LiveMode = "websocket" | "sse" | "polling" | "lost";

/** A way by which live data can arrive. */
export type Carrier = Exclude<LiveMode, "lost">;

/** The carriers from the best to the last resort. */
export const carriers: readonly Carrier[] = ["websocket", "sse", "polling"];

/** What a page shows beside “Live”. */
export interface LiveStatus {
  readonly mode: LiveMode;
  /** Since when: for `lost`, the age of what one sees. */
  readonly since: Date;
  /**
   * Milliseconds that news is behind at most by the way it comes: half the round trip for a connection, the interval for polling; null
   * while nothing has been measured.
   */
  readonly lagMs: number | null;
  /** When the next try is due; null unless `lost`. */
  readonly retryAt: Date | null;
}
