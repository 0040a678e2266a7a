/** An action that was asked for while the server did not answer. */
export interface QueuedAction {
  /** The idempotency key: sent twice, it is done once. */
  key: string;
  /** The mutation. */
  text: string;
  variables: unknown;
  /** What it does, for people: “Mark 3 notices read”. */
  label: string;
  /** When it was asked for, in milliseconds since 1970. */
  at: number;
}

/** What became of a queued action. */
export interface SentAction {
  action: QueuedAction;
  /** Null when it was done; else why not, in the server's words. */
  refusal: string | null;
}

/** Name of the one background sync, and of the channel on which its outcome is told. */
export const syncTag = "plumbline-actions";
