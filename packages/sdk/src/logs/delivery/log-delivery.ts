import { backoff } from "../../backoff.ts";
import { newIdempotencyKey } from "../../new-idempotency-key.ts";
import type { LogRecord } from "../log-record.ts";
import type { BufferedEntry } from "./buffered-entry.ts";
import type { DeliveryOptions, DeliveryStatus } from "./delivery-options.ts";
import { describeDrops } from "./describe-drops.ts";
import { type DropCounts, EntryBuffer } from "./entry-buffer.ts";
import { type PostOutcome, postBatch } from "./post-batch.ts";
import { RetryWait } from "./retry-wait.ts";

/** What a delivery needs to know about entries. */
export interface EntryEncoding {
  encode(record: LogRecord): BufferedEntry;
  /** The request's body for a batch. */
  batch(entries: readonly BufferedEntry[]): string;
}

/** Severity from which entries do not wait for company. */
const urgent = 17;
/** A refused key may be put right; until then it is tried at this interval, in milliseconds. */
const refusedKeyWaitMs = 30_000;

/** Gathers entries and sends them, one batch at a time and in order. Nothing here throws. */
export class LogDelivery {
  #options: DeliveryOptions;
  #encoding: EntryEncoding;
  #onProblem: (problem: string) => void;
  #buffer: EntryBuffer;
  #wait = new RetryWait();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #underWay = 0;
  #delivered = 0;
  #refused = 0;
  #problem: string | null = null;

  constructor(options: DeliveryOptions, encoding: EntryEncoding, onProblem: (problem: string) => void) {
    this.#options = options;
    this.#encoding = encoding;
    this.#onProblem = onProblem;
    this.#buffer = new EntryBuffer({
      maxBytes: options.maxBufferBytes ?? 8_388_608,
      maxEntries: options.maxBufferEntries ?? 20_000,
    });
  }

  get status(): DeliveryStatus {
    return {
      waiting: this.#buffer.size + this.#underWay,
      delivered: this.#delivered,
      dropped: this.#buffer.dropped,
      refused: this.#refused,
      retrying: this.#wait.waiting,
      problem: this.#problem,
    };
  }

  add(entry: BufferedEntry): void {
    this.#buffer.add(entry);
    const { size, bytes } = this.#buffer;
    const full = size >= this.#batchEntries || bytes >= this.#batchBytes;
    if (full || entry.severity >= urgent) this.#start();
    else this.#startLater();
  }

  /**
   * Sends what waits, without further patience between tries, and resolves when it is stored or the time is over.
   * @returns entries that still wait
   */
  async flush(withinMs = 5000): Promise<number> {
    if (this.#buffer.size > 0) this.#start();
    this.#wait.hurry();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    // Entries that were added meanwhile start a run of their own.
    while (this.#running && timer) {
      const ended = await Promise.race([this.#running.then(() => false), over.then(() => true)]);
      if (ended) break;
    }
    clearTimeout(timer);
    return this.status.waiting;
  }

  get #batchEntries(): number {
    return this.#options.batchEntries ?? 500;
  }

  get #batchBytes(): number {
    return this.#options.batchBytes ?? 524_288;
  }

  #startLater(): void {
    if (this.#timer || this.#running) return;
    this.#timer = setTimeout(() => this.#start(), this.#options.flushIntervalMs ?? 1000);
    // What waits must not keep a process alive: its end flushes.
    (this.#timer as { unref?(): void }).unref?.();
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#running) return;
    this.#running = this.#run()
      .catch((error: unknown) => this.#note(`The logger failed: ${String(error)}`))
      .finally(() => {
        this.#running = null;
        if (this.#buffer.size > 0) this.#startLater();
      });
  }

  async #run(): Promise<void> {
    // Errors of one tick go out together.
    await Promise.resolve();
    while (this.#buffer.size > 0) {
      const drops = this.#buffer.takeDrops();
      const entries = this.#buffer.take(this.#batchEntries, this.#batchBytes);
      if (drops) entries.unshift(this.#encoding.encode(describeDrops(drops, Date.now())));
      await this.#deliver(entries, drops);
    }
  }

  async #deliver(entries: BufferedEntry[], drops: DropCounts | null): Promise<void> {
    const body = this.#encoding.batch(entries);
    const key = newIdempotencyKey();
    this.#underWay = entries.length;
    const outcome = await this.#try(body, key);
    this.#underWay = 0;
    if (outcome.kind === "stored") {
      this.#delivered += entries.length - outcome.refused;
      this.#refused += outcome.refused;
      if (outcome.refused > 0) this.#noteRefusal(outcome.refused, outcome.reason);
      else this.#problem = null;
      return;
    }
    if (outcome.kind === "too-large" && entries.length > 1) {
      const half = Math.ceil(entries.length / 2);
      await this.#deliver(entries.slice(0, half), drops);
      return await this.#deliver(entries.slice(half), null);
    }
    this.#lose(entries, drops, outcome.reason);
  }

  /** Until it is stored or refused for good. */
  async #try(body: string, key: string): Promise<Exclude<PostOutcome, { kind: "later" }>> {
    const { url, apiKey, fetch = globalThis.fetch, timeoutMs = 10_000, retryBaseMs = 500 } = this.#options;
    const endpoint = `${url.replace(/\/+$/, "")}/v1/logs`;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await postBatch({ endpoint, apiKey, fetch, timeoutMs }, body, key);
      if (outcome.kind !== "later") return outcome;
      this.#note(
        outcome.keyRefused
          ? `Plumbline refused the key (${outcome.reason}). It needs the scope logs:write; entries wait meanwhile.`
          : `Entries wait to be sent: ${outcome.reason}.`,
      );
      const usual = outcome.keyRefused ? refusedKeyWaitMs : backoff(attempt, retryBaseMs);
      await this.#wait.pause(outcome.waitMs ?? usual, outcome.waitMs === null);
    }
  }

  #lose(entries: BufferedEntry[], drops: DropCounts | null, reason: string): void {
    const lost = drops ? entries.slice(1) : entries;
    this.#refused += lost.length;
    this.#buffer.returnDrops(drops ?? {});
    this.#buffer.countDrops(lost);
    this.#noteRefusal(lost.length, reason);
  }

  #noteRefusal(count: number, reason: string): void {
    this.#note(`Plumbline refused ${count === 1 ? "an entry" : `${count} entries`}: ${reason}.`);
  }

  #note(problem: string): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#onProblem(problem);
  }
}
