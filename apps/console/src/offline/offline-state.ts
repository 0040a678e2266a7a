type Listener = () => void;

/** Whether what one sees was kept from before, and how old it is. */
class OfflineState {
  /** When the oldest answer on the page was read, in milliseconds; null while everything is fresh. */
  keptFrom: number | null = null;
  readonly #listeners = new Set<Listener>();

  /** An answer from before stands on the page. */
  showsKept(at: number): void {
    this.#set(this.keptFrom === null ? at : Math.min(this.keptFrom, at));
  }

  /** The server answered. */
  isFresh(): void {
    this.#set(null);
  }

  #set(keptFrom: number | null): void {
    if (keptFrom === this.keptFrom) return;
    this.keptFrom = keptFrom;
    for (const listener of this.#listeners) listener();
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const offlineState = new OfflineState();
