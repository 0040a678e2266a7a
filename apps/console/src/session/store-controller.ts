import type { ReactiveController, ReactiveControllerHost } from "lit";

interface Store {
  subscribe: (listener: () => void) => () => void;
}

/** Draws an element anew whenever a store changes. */
export class StoreController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: readonly Store[];
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, ...stores: Store[]) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stops = this.#stores.map((store) => store.subscribe(() => this.#host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }
}
