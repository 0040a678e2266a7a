import type { App } from "../../../app.ts";
import { ResyncRequiredError } from "../../../service/errors.ts";
import type { Arrival } from "./arrival.ts";
import { type LogFollower, logFeedsOf } from "./log-feed.ts";
import type { MatchBudget } from "./match-budget.ts";
import { writeTailCursor } from "./tail-cursor.ts";
import { createTailQueue, type LogTailBatch } from "./tail-queue.ts";

/** Entries that one who resumes may be behind; beyond that, reading the newest page is cheaper for both. */
const mostBehind = 100_000;
/** Entries that wait before a resuming tail reads on, and milliseconds until it looks again. */
const busyAt = 500;
const busyMs = 20;
/** Milliseconds for which a look at a reader's rights holds: what is older is looked at again before anything is told. */
const sureMs = 1000;

export interface LogTailOptions {
  app: App;
  workspaceId: string;
  matches(arrival: Arrival): boolean;
  /** For a search that may take long: the time there is for it. What comes while none is left is counted, not tried. */
  budget: MatchBudget | null;
  /** The seq to continue after; null begins with what arrives next. */
  after: number | null;
  /** Throws when its reader may no longer read. */
  recheck(): Promise<unknown>;
  /** Milliseconds between two looks at its reader's rights while nothing is found, and between two words when nothing is found. Default 15,000. */
  quietMs?: number | undefined;
}

/** One follower with its place. Batches are handed out as fast as they are asked for, and what is not asked for in time is counted. */
export class LogTail implements AsyncIterableIterator<LogTailBatch>, LogFollower {
  readonly #options: LogTailOptions;
  readonly #queue = createTailQueue();
  readonly #quietMs: number;
  #position: number;
  #live: boolean;
  #closed = false;
  #failure: unknown = null;
  #toldAt = Date.now();
  #checkedAt = Date.now();
  #wake = () => {};
  #leave = () => {};

  constructor(options: LogTailOptions) {
    this.#options = options;
    this.#quietMs = options.quietMs ?? 15_000;
    this.#live = options.after === null;
    this.#position = options.after ?? 0;
  }

  /** Resolves when nothing that is stored from now on is missed. */
  async start(): Promise<this> {
    const { app, workspaceId } = this.#options;
    const followed = await logFeedsOf(app).follow(workspaceId, this);
    const timer = setInterval(() => {
      this.#recheck().catch((error) => this.fail(error));
      this.#wake();
    }, this.#quietMs);
    timer.unref();
    this.#leave = () => {
      clearInterval(timer);
      followed.leave();
    };
    if (this.#live) this.#position = Math.max(this.#position, followed.position());
    else this.#resume(followed.position).catch((error) => this.fail(error));
    return this;
  }

  take(arrivals: readonly Arrival[], position: number): void {
    if (this.#live) this.#accept(arrivals, position);
  }

  fail(error: unknown): void {
    this.#failure ??= error;
    this.#close();
  }

  #accept(arrivals: readonly Arrival[], position: number): void {
    const tried = arrivals.map((arrival) => this.#try(arrival));
    const own = arrivals.filter((_, index) => tried[index]);
    const untried = tried.filter((found) => found === null).length;
    this.#position = position;
    this.#queue.push(
      own.map(({ line }) => line),
      position,
      untried,
    );
    if (own.length > 0 || untried > 0) this.#wake();
  }

  /** Null when there was no time for it. */
  #try(arrival: Arrival): boolean | null {
    const { matches, budget } = this.#options;
    if (!budget) return matches(arrival);
    if (!budget.left()) return null;
    const startedAt = performance.now();
    const found = matches(arrival);
    budget.spend(performance.now() - startedAt);
    return found;
  }

  /** Reads alone from its cursor to where the feed is, and counts as live from that very turn of the event loop. */
  async #resume(livePosition: () => number): Promise<void> {
    const { app, workspaceId } = this.#options;
    for (let read = 0; !this.#closed; ) {
      const upTo = livePosition();
      if (this.#position >= upTo) {
        this.#live = true;
        return;
      }
      const arrivals = await logFeedsOf(app).read(workspaceId, { after: this.#position, upTo });
      read += arrivals.length;
      if (read > mostBehind) throw tooFarBehind();
      await this.#acceptAll(arrivals, upTo);
      while (!this.#closed && this.#queue.size() > busyAt) await new Promise((resolve) => setTimeout(resolve, busyMs));
    }
  }

  /** Who resumes has time: an expression that takes long is tried on one after the other, when there is time again. */
  async #acceptAll(arrivals: readonly Arrival[], upTo: number): Promise<void> {
    const { budget } = this.#options;
    if (!budget) return this.#accept(arrivals, arrivals.at(-1)?.line.seq ?? upTo);
    for (const arrival of arrivals) {
      while (!this.#closed && !budget.left()) await new Promise((resolve) => setTimeout(resolve, busyMs));
      this.#accept([arrival], arrival.line.seq);
    }
    if (arrivals.length === 0) this.#accept([], upTo);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#leave();
    this.#wake();
  }

  async #recheck(): Promise<void> {
    const at = Date.now();
    await this.#options.recheck();
    this.#checkedAt = at;
  }

  #told(): LogTailBatch | null {
    const batch = this.#queue.shift();
    if (!batch && Date.now() - this.#toldAt < this.#quietMs) return null;
    this.#toldAt = Date.now();
    const { position = this.#position, skipped = 0, entries = [] } = batch ?? {};
    return { cursor: writeTailCursor(position), skipped, entries };
  }

  async next(): Promise<IteratorResult<LogTailBatch>> {
    while (!this.#closed) {
      if (this.#queue.size() > 0 && Date.now() - this.#checkedAt > sureMs)
        await this.#recheck().catch((error) => this.fail(error));
      if (this.#closed) break;
      const value = this.#told();
      if (value) return { done: false, value };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const error = this.#failure;
    this.#failure = null;
    if (error) throw error;
    return { done: true, value: undefined };
  }

  /** Ends it at once, also while it waits. */
  async return(): Promise<IteratorResult<LogTailBatch>> {
    this.#close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function tooFarBehind(): ResyncRequiredError {
  return new ResyncRequiredError(
    `More than ${mostBehind} entries arrived since this cursor.`,
    "Read the newest page, then follow without a cursor.",
  );
}
