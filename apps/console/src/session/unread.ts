import { query } from "../data/client.ts";
import { UnreadDocument } from "./unread.gen.ts";

type Listener = () => void;

/** How many notices wait in the reader's inbox. Looked up beside the page, so that it never keeps a page from opening. */
class UnreadStore {
  count = 0;
  readonly #listeners = new Set<Listener>();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Looks now, and every half minute from now on. */
  async refresh(): Promise<void> {
    this.#timer ??= setInterval(() => void this.refresh(), 30_000);
    try {
      const { viewer } = await query(UnreadDocument, {});
      const count = viewer?.unreadNotifications ?? 0;
      if (count === this.count) return;
      this.count = count;
      for (const listener of this.#listeners) listener();
    } catch {
      // The page itself says when the server does not answer; a missing dot needs no words of its own.
    }
  }

  /** Forgets the count and stops looking, after signing out. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.count = 0;
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const unread = new UnreadStore();
