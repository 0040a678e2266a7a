import type { ReactiveController, ReactiveControllerHost } from "lit";
import { connection } from "../data/connection-state.ts";

export interface RepeatOptions {
  /** Milliseconds between two turns. */
  every: number;
  run: () => void;
}

/** Repeats what no event tells of, while the page is looked at and the reader has not paused it. */
export class RepeatController implements ReactiveController {
  readonly #options: RepeatOptions;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, options: RepeatOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const { every, run } = this.#options;
    this.#timer = setInterval(() => {
      if (document.visibilityState === "visible" && !connection.state.paused) run();
    }, every);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
