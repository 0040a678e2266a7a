import { subscribe } from "../data/client.ts";
import { connection } from "../data/connection-state.ts";
import { WorkspaceEventsDocument, type WorkspaceEventsSubscription } from "./workspace-events.gen.ts";

/** One event of the workspace's log as it arrives. */
export type LiveEvent = WorkspaceEventsSubscription["events"]["event"];

type Listener = (event: LiveEvent) => void;

/**
 * The one live stream of the page. Every panel listens here, so that a page costs one subscription however many panels
 * it has, and all of them agree on what has happened. Paused by the reader, events wait and are given in order.
 */
class WorkspaceEvents {
  readonly #listeners = new Set<Listener>();
  readonly #resync = new Set<() => void>();
  #workspaceId: string | undefined;
  #stop: (() => void) | undefined;
  #waiting: LiveEvent[] = [];

  constructor() {
    connection.subscribe(() => this.#giveWaiting());
  }

  /**
   * Follows a workspace; undefined follows none.
   * @param after The cursor beside the state that the page shows, so that nothing between is missed.
   */
  follow(workspaceId: string | undefined, after: string | null = null): void {
    if (workspaceId === this.#workspaceId) return;
    this.#workspaceId = workspaceId;
    this.#stop?.();
    this.#stop = undefined;
    this.#waiting = [];
    if (!workspaceId) {
      connection.update({ mode: "idle", delay: null, waiting: 0 });
      return;
    }
    this.#stop = subscribe({
      document: WorkspaceEventsDocument,
      variables: { workspaceId },
      after,
      onMode: ({ mode, since, lagMs }) =>
        connection.update({
          mode,
          since: since.toISOString(),
          ...(lagMs === null ? {} : { delay: lagMs }),
          ...(mode === "lost" ? {} : { heardAt: new Date().toISOString() }),
        }),
      onEvent: ({ events }) => this.#take(events.event),
      onResync: () => {
        connection.update({ heardAt: new Date().toISOString() });
        for (const listener of [...this.#resync]) listener();
      },
    });
  }

  /** @returns How to stop listening. */
  listen(listener: Listener, onResync: () => void): () => void {
    this.#listeners.add(listener);
    this.#resync.add(onResync);
    return () => {
      this.#listeners.delete(listener);
      this.#resync.delete(onResync);
    };
  }

  #take(event: LiveEvent): void {
    if (connection.state.paused) {
      this.#waiting.push(event);
      connection.update({ waiting: this.#waiting.length });
      return;
    }
    connection.update({ heardAt: new Date().toISOString() });
    this.#give(event);
  }

  #giveWaiting(): void {
    if (connection.state.paused || this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.#give(event);
  }

  #give(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

export const workspaceEvents = new WorkspaceEvents();
