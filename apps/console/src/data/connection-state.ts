/** How live data reaches the page at the moment. */
export type ConnectionMode = "websocket" | "sse" | "polling" | "lost" | "idle";

/** What the live indicator shows. */
export interface ConnectionState {
  mode: ConnectionMode;
  /** When this mode began, ISO 8601. */
  since: string;
  /** Milliseconds from an event's making to its arrival here; the newest one. Null before the first. */
  delay: number | null;
  /** When something last arrived or the connection was last known to be good. */
  heardAt: string;
  /** The reader has paused live changes: events wait. */
  paused: boolean;
  /** Events that wait while paused. */
  waiting: number;
}

type Listener = () => void;

/** The one connection of the page, as a store. Polling is live too, only later. */
class ConnectionStore {
  #state: ConnectionState;
  readonly #listeners = new Set<Listener>();

  constructor() {
    const now = new Date().toISOString();
    this.#state = { mode: "idle", since: now, delay: null, heardAt: now, paused: false, waiting: 0 };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Replaces some facts and tells everyone who shows them. */
  update(change: Partial<ConnectionState>): void {
    const since = change.mode && change.mode !== this.#state.mode ? new Date().toISOString() : this.#state.since;
    this.#state = { ...this.#state, since, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const connection = new ConnectionStore();
