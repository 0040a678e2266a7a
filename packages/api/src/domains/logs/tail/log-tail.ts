import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../../app.ts";
import type { Actor } from "../../../service/actor.ts";
import { ResyncRequiredError } from "../../../service/errors.ts";
import type { LogLine } from "../query/log-line.ts";
import type { Arrival } from "./arrival.ts";
import { logFeedsOf } from "./log-feed.ts";
import { matchArrivals } from "./match-arrivals.ts";
import type { LogFollower } from "./search-group.ts";
import { writeTailCursor } from "./tail-cursor.ts";
import { createTailQueue, inBatches, type LogTailBatch } from "./tail-queue.ts";
import { enterTailReader, type TailReader } from "./tail-reader.ts";
import type { TailSearch } from "./tail-search.ts";
import { tailTurnsOf } from "./tail-turns.ts";

/** Entries that one who resumes may be behind; beyond that, reading the newest page is cheaper for both. */
const mostBehind = 100_000;
/** Milliseconds until a resuming tail looks again whether what it read was taken, or there is time. */
const busyMs = 20;
/** Milliseconds after which a reader who does not ask for more is left the newest batch alone. */
const stalledMs = 1000;

export interface LogTailOptions {
  app: App;
  workspaceId: string;
  search: TailSearch;
  /** Whose rights were just looked at. */
  actor: Actor;
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
  /** Since when nobody asks for more; null while somebody does. */
  #idleSince: number | null = performance.now();
  #reader: TailReader | null = null;
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
    const { app, workspaceId, search, actor, recheck } = this.#options;
    const reader = enterTailReader(app, { workspaceId, actor, look: recheck });
    this.#reader = reader;
    const followed = await logFeedsOf(app)
      .follow(workspaceId, search, this)
      .catch((error) => {
        reader.leave();
        throw error;
      });
    const timer = setInterval(() => {
      reader.sure().catch((error) => this.fail(error));
      this.#wake();
    }, this.#quietMs);
    timer.unref();
    this.#leave = () => {
      clearInterval(timer);
      followed.leave();
      reader.leave();
    };
    if (this.#live) this.#position = Math.max(this.#position, followed.position());
    else this.#resume(followed.position).catch((error) => this.fail(error));
    return this;
  }

  take(batches: readonly (readonly LogLine[])[], position: number, untried: number): void {
    if (this.#live) this.#accept(batches, position, untried);
  }

  fail(error: unknown): void {
    this.#failure ??= error;
    this.#close();
  }

  #accept(batches: readonly (readonly LogLine[])[], position: number, untried: number): void {
    // A cursor may be further than the feed: what its reader was told already comes once more.
    const isNew = (batches[0]?.[0]?.seq ?? position) > this.#position;
    const own = isNew ? batches : inBatches(batches.flat().filter(({ seq }) => seq > this.#position));
    this.#position = Math.max(this.#position, position);
    this.#queue.push(own, this.#position, untried);
    // Who resumes is waited for: nothing more is read until all was taken.
    const isStalled = this.#idleSince !== null && performance.now() - this.#idleSince > stalledMs;
    if (this.#live && isStalled) this.#queue.cutDown();
    if (own.length > 0 || untried > 0) this.#wake();
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
      while (!this.#closed && this.#queue.size() > 0) await sleep(busyMs);
    }
  }

  /** Who resumes has time: where there is none left for its expression, what was found is told, and the next tried when there is again. */
  async #acceptAll(arrivals: readonly Arrival[], upTo: number): Promise<void> {
    const { app, workspaceId, search } = this.#options;
    await tailTurnsOf(app, workspaceId).turn();
    let from = 0;
    while (!this.#closed && from < arrivals.length) {
      const { lines, untried } = matchArrivals(search, arrivals.slice(from));
      from = arrivals.length - untried;
      const position = arrivals[from - 1]?.line.seq;
      if (position !== undefined) this.#accept(inBatches(lines), position, 0);
      if (untried > 0) await sleep(busyMs);
    }
    if (arrivals.length === 0) this.#accept([], upTo, 0);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#leave();
    this.#wake();
  }

  #told(): LogTailBatch | null {
    const batch = this.#queue.shift();
    if (!batch && Date.now() - this.#toldAt < this.#quietMs) return null;
    this.#toldAt = Date.now();
    const { position = this.#position, skipped = 0, entries = [] } = batch ?? {};
    return { cursor: writeTailCursor(position), skipped, entries };
  }

  async next(): Promise<IteratorResult<LogTailBatch>> {
    const { app, workspaceId } = this.#options;
    this.#idleSince = null;
    while (!this.#closed) {
      if (this.#queue.size() > 0) {
        await this.#reader?.sure().catch((error) => this.fail(error));
        await tailTurnsOf(app, workspaceId).turn();
      }
      if (this.#closed) break;
      const value = this.#told();
      if (value) {
        this.#idleSince = performance.now();
        return { done: false, value };
      }
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
