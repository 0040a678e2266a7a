import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Does something again and again while its element is shown and the page is looked at. */
export class IntervalController implements ReactiveController {
  readonly #everyMs: number;
  readonly #run: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param everyMs milliseconds between two runs */
  constructor(host: ReactiveControllerHost, everyMs: number, run: () => void) {
    this.#everyMs = everyMs;
    this.#run = run;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (!document.hidden) this.#run();
    }, this.#everyMs);
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  /** What went stale while nobody looked is read anew at once. */
  #onVisibility = (): void => {
    if (!document.hidden) this.#run();
  };
}
