import { toast } from "../parts/toast.ts";
import { forgetAll, keep, readAllKept } from "./open-store.ts";
import { type QueuedAction, type SentAction, syncTag } from "./queued-action.ts";
import { sendQueued } from "./send-queued.ts";

type Listener = () => void;

/** The part of Background Sync that is used; only some browsers have it. https://wicg.github.io/background-sync/spec/ */
interface WithSync {
  sync?: { register(tag: string): Promise<void> };
}

/** What waits for the connection, as a store. The queue itself lies in the browser's database: a closed page loses nothing. */
class PendingActions {
  actions: readonly QueuedAction[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #done = new Set<Listener>();

  /** Reads the queue, and hears what the service worker sends of it. */
  start(): void {
    void this.#read().then(() => this.send());
    addEventListener("online", () => void this.send());
    navigator.serviceWorker?.addEventListener("message", (event: MessageEvent) => {
      const { type, sent } = (event.data ?? {}) as { type?: string; sent?: SentAction[] };
      if (type === "sent-actions") void this.#tell(sent ?? []);
    });
  }

  /** Lets an action wait. Where the browser can, it is sent even when the page is closed meanwhile. */
  async add(action: QueuedAction): Promise<void> {
    await keep("actions", action.key, action);
    await this.#read();
    const registration = (await navigator.serviceWorker?.getRegistration()) as WithSync | undefined;
    await registration?.sync?.register(syncTag).catch(() => {});
  }

  /** Sends what waits, now. */
  async send(): Promise<void> {
    if (this.actions.length === 0) return;
    await sendQueued().then(
      (sent) => this.#tell(sent),
      // Not yet: the next sign of a connection tries again.
      () => {},
    );
  }

  /** Forgets what waits, after signing out: it was the last person's to ask. */
  async forget(): Promise<void> {
    await forgetAll("actions").catch(() => {});
    await this.#read();
  }

  /** Called when actions were sent: what they changed is to be read anew. @returns How to stop listening. */
  onSent(listener: Listener): () => void {
    this.#done.add(listener);
    return () => this.#done.delete(listener);
  }

  /** @returns How to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #tell(sent: readonly SentAction[]): Promise<void> {
    await this.#read();
    for (const { action, refusal } of sent) {
      toast(refusal ? `${action.label} was refused: ${refusal}` : `${action.label}: done.`);
    }
    if (sent.length > 0) for (const listener of this.#done) listener();
  }

  async #read(): Promise<void> {
    const all = await readAllKept<QueuedAction>("actions").catch(() => []);
    this.actions = all.sort((a, b) => a.at - b.at);
    for (const listener of this.#listeners) listener();
  }
}

export const pendingActions = new PendingActions();
