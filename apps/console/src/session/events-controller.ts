import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type LiveEvent, workspaceEvents } from "./workspace-events.ts";

export interface EventsOptions {
  /** Types to hear, by their beginning: `delivery.`, `signal.received`. Empty hears all. */
  types?: readonly string[];
  /** Called at most every `gather` milliseconds, with what has arrived since. */
  onEvents: (events: readonly LiveEvent[]) => void;
  /** Default 150. A burst of deliveries must not cost a read each. */
  gather?: number;
}

/** Lets an element hear the workspace's live events, gathered so that a burst is handled once. */
export class EventsController implements ReactiveController {
  readonly #options: EventsOptions;
  #stop: (() => void) | undefined;
  #gathered: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: EventsOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = workspaceEvents.listen(
      (event) => this.#hear(event),
      () => this.#options.onEvents([]),
    );
  }

  hostDisconnected(): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#gathered = [];
  }

  #hear(event: LiveEvent): void {
    const { types = [], gather = 150 } = this.#options;
    if (types.length > 0 && !types.some((type) => event.type.startsWith(type))) return;
    this.#gathered.push(event);
    this.#timer ??= setTimeout(() => {
      const events = this.#gathered;
      this.#gathered = [];
      this.#timer = undefined;
      this.#options.onEvents(events);
    }, gather);
  }
}
