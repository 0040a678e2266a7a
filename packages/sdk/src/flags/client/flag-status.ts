/** How answers come to a page: `stream`, or `poll` where something on the way lets no stream through. */
export type FlagDelivery = "stream" | "poll";

/** How far the flags of a client can be trusted. */
export interface FlagStatus {
  /**
   * `starting`: nothing to answer from yet, every flag is the caller's default. `cached`: the last known or bootstrapped snapshot,
   * the source has not answered yet. `ready`: as the source has it. `stale`: the source has not been heard of for longer than
   * `staleAfterMs`. `error`: nothing to answer from, and the source failed. `closed`: no longer kept up to date.
   */
  state: "starting" | "cached" | "ready" | "stale" | "error" | "closed";
  /** Version that is answered from; null without one. */
  version: number | null;
  /** Milliseconds since the source was last heard of; null if it never was. */
  ageMs: number | null;
  /** What went wrong last, since the source was last heard of; null when nothing did. */
  problem: string | null;
  /** The source turned the key itself down: asking again is in vain until somebody replaces it. Left out: no. */
  refused?: boolean;
  /** How changes arrive; polls are later than a stream. Left out where they come by a subscription, or where none has come yet. */
  delivery?: FlagDelivery;
}
