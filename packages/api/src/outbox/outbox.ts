import type { EventBus } from "./event-bus.ts";

/** How verbs tell the relay that something was committed. */
export interface Outbox {
  readonly bus: EventBus;
  /** Called after every commit. Cheap: many calls become one notice. */
  nudge(): void;
  /** One coalesced notice for the workers: jobs that verbs added are there, and nobody was told yet. */
  wakeWorkers(): void;
  /** The relay of this process, when it holds it, is woken directly instead of by a notice through the database. */
  attachRelay(wake: () => void): () => void;
}

export interface CreateOutboxOptions {
  bus: EventBus;
  /** Sends graphile-worker's own notice. */
  notifyWorkers(): Promise<unknown>;
}

/** Longest that the workers' notice is held back to be sent as one, in milliseconds. */
const coalesceMs = 10;

export function createOutbox({ bus, notifyWorkers }: CreateOutboxOptions): Outbox {
  let waking = false;
  let localRelay: (() => void) | null = null;
  return {
    bus,
    nudge() {
      if (localRelay) localRelay();
      else bus.wake();
    },
    wakeWorkers() {
      if (waking) return;
      waking = true;
      setTimeout(() => {
        waking = false;
        // A lost notice costs a second at most: the workers poll.
        notifyWorkers().catch(() => {});
      }, coalesceMs);
    },
    attachRelay(wake) {
      localRelay = wake;
      return () => {
        if (localRelay === wake) localRelay = null;
      };
    },
  };
}
