import { backoff, pause } from "../../backoff.ts";
import { applyDelta } from "../apply-delta.ts";
import { failed } from "../compile-flag.ts";
import type { CompiledSnapshot } from "../compile-snapshot.ts";
import { compileSnapshot } from "../compile-whole-snapshot.ts";
import type { Evaluation, EvaluationContext } from "../model/evaluation.ts";
import type { FlagValue } from "../model/json-value.ts";
import type { Snapshot, SnapshotDelta } from "../model/snapshot.ts";
import type { FlagStatus } from "./flag-status.ts";
import type { SnapshotRead, SnapshotSource, SnapshotStore } from "./snapshot-source.ts";

export interface FlagClientOptions {
  source: SnapshotSource;
  /** Keeps the last known snapshot for the next start. Default: none is kept. */
  store?: SnapshotStore;
  /** Answered from until the source or the store says more. Default: callers get their own defaults. */
  bootstrap?: Snapshot;
  /** Silence of the source, in milliseconds, after which answers count as stale. Default 60,000 */
  staleAfterMs?: number;
  /** First wait before asking a source again that failed, in milliseconds; doubles up to 30 s. Default 500 */
  retryBaseMs?: number;
  /** Called with each answer that is given, to count it. Must be quick, and must not throw. Default: nothing is counted. */
  onEvaluate?: (key: string, answer: Evaluation) => void;
}

type Listener<T> = (value: T) => void;

/** Flags evaluated here, kept up to date from a source. Evaluating is synchronous and never throws, before the first snapshot too. */
export class FlagClient {
  readonly #options: FlagClientOptions;
  readonly #end = new AbortController();
  readonly #statusListeners = new Set<Listener<FlagStatus>>();
  readonly #changeListeners = new Set<Listener<readonly string[]>>();
  #read: SnapshotRead | null = null;
  #compiled: CompiledSnapshot | null = null;
  #state: FlagStatus["state"] = "starting";
  #heardAt: number | null = null;
  #problem: string | null = null;
  #refused = false;
  #staleTimer: ReturnType<typeof setTimeout> | undefined;
  #started: Promise<void> | undefined;

  constructor(options: FlagClientOptions) {
    this.#options = options;
    if (options.bootstrap) this.#take({ snapshot: options.bootstrap, cursor: "" }, "cached");
  }

  /** Loads what is known, then follows the source in the background. Resolves when flags can be evaluated or the source has failed once. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  get status(): FlagStatus {
    const ageMs = this.#heardAt === null ? null : Date.now() - this.#heardAt;
    const version = this.#compiled?.version ?? null;
    return { state: this.#state, version, ageMs, problem: this.#problem, refused: this.#refused };
  }

  /** What is answered from, for `explainFlag`; null before the first snapshot. */
  get snapshot(): Snapshot | null {
    return this.#read?.snapshot ?? null;
  }

  /** Called at every change of the state; returns what ends it. */
  onStatus(listener: Listener<FlagStatus>): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Called with the keys of flags that may answer otherwise from now on; returns what ends it. */
  onChange(listener: Listener<readonly string[]>): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** The whole answer. While the client is `cached` or `stale` its reason says so; `step` still says what decided. */
  evaluate<T extends FlagValue>(key: string, context: EvaluationContext, fallback: T): Evaluation {
    const answer = this.#answer(key, context, fallback);
    this.#options.onEvaluate?.(key, answer);
    return answer;
  }

  #answer(key: string, context: EvaluationContext, fallback: FlagValue): Evaluation {
    if (!this.#compiled)
      return failed(fallback, 0, "PROVIDER_NOT_READY", this.#problem ?? "No snapshot has arrived yet.");
    const answer = this.#compiled.evaluate(key, context, fallback);
    if (answer.reason === "ERROR" || (this.#state !== "cached" && this.#state !== "stale")) return answer;
    return { ...answer, reason: this.#state === "stale" ? "STALE" : "CACHED" };
  }

  /** Whether a boolean flag is on; the fallback also for a flag of another kind. */
  isEnabled(key: string, context: EvaluationContext = {}, fallback = false): boolean {
    const { value } = this.evaluate(key, context, fallback);
    return typeof value === "boolean" ? value : fallback;
  }

  /** Key of the variant that a context gets; null when the caller's default holds. */
  getVariant(key: string, context: EvaluationContext = {}): string | null {
    return this.evaluate(key, context, null).variant;
  }

  /** Every flag's answer, by key. Not counted: which of them is used, nobody knows. */
  getAllFlags(context: EvaluationContext = {}): Record<string, Evaluation> {
    return Object.fromEntries((this.#compiled?.keys ?? []).map((key) => [key, this.#answer(key, context, null)]));
  }

  /** Stops following; what is known is still answered from. */
  close(): void {
    this.#end.abort();
    clearTimeout(this.#staleTimer);
    this.#become("closed");
  }

  async #start(): Promise<void> {
    const known = await this.#options.store?.load().catch(() => null);
    if (known && known.snapshot.version >= (this.#compiled?.version ?? 0)) this.#take(known, "cached");
    let tried: () => void = () => {};
    const firstTry = new Promise<void>((resolve) => {
      tried = resolve;
    });
    void this.#follow(tried);
    if (!this.#compiled) await firstTry;
  }

  async #follow(tried: () => void): Promise<void> {
    const { signal } = this.#end;
    let failures = 0;
    let whole = !this.#read?.cursor;
    while (!signal.aborted) {
      try {
        if (whole || !this.#read) {
          this.#take(await this.#options.source.fetchSnapshot(signal), "ready");
          this.#alive();
          whole = false;
        }
        tried();
        whole = await this.#subscribe(() => {
          failures = 0;
        });
      } catch (error) {
        if (signal.aborted) break;
        this.#failed(error);
        tried();
      }
      // Also before a whole snapshot: a thousand clients that lost the thread together do not return together.
      await pause(backoff(failures, this.#options.retryBaseMs), signal);
      failures += 1;
    }
    tried();
  }

  /** Follows changes until the connection ends; true when a whole snapshot is needed next. */
  async #subscribe(worked: () => void): Promise<boolean> {
    let gap = false;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#end.signal, lost.signal]);
    const resync = () => {
      gap = true;
      lost.abort();
    };
    const onAlive = () => {
      worked();
      this.#alive();
    };
    const onDelta = (delta: SnapshotDelta, cursor: string) => {
      onAlive();
      if (gap || !this.#read || delta.toVersion <= this.#read.snapshot.version) return;
      const snapshot = applyDelta(this.#read.snapshot, delta);
      if (snapshot) this.#take({ snapshot, cursor }, "ready");
      else resync();
    };
    const after = this.#read?.cursor ?? "";
    try {
      await this.#options.source.subscribe({ after, onAlive, onDelta, onResync: resync }, signal);
    } catch (error) {
      if (!gap) throw error;
    }
    return gap;
  }

  #take(read: SnapshotRead, state: FlagStatus["state"]): void {
    const changed = changedKeys(this.#read?.snapshot, read.snapshot);
    this.#compiled = compileSnapshot(read.snapshot);
    this.#read = read;
    // A store that cannot be written costs the next start, never this process.
    if (state === "ready") void this.#options.store?.save(read).catch((error: unknown) => this.#note(error));
    this.#become(state);
    if (changed.length > 0) for (const listener of this.#changeListeners) listener(changed);
  }

  #alive(): void {
    this.#heardAt = Date.now();
    this.#problem = null;
    this.#refused = false;
    clearTimeout(this.#staleTimer);
    this.#staleTimer = setTimeout(() => this.#become("stale"), this.#options.staleAfterMs ?? 60_000);
    (this.#staleTimer as { unref?(): void }).unref?.();
    this.#become("ready");
  }

  #failed(error: unknown): void {
    this.#note(error);
    this.#refused = ["UNAUTHENTICATED", "FORBIDDEN"].includes((error as { code?: string }).code ?? "");
    if (!this.#compiled) this.#become("error");
  }

  #note(error: unknown): void {
    this.#problem = error instanceof Error ? error.message : String(error);
  }

  #become(state: FlagStatus["state"]): void {
    if (state === this.#state || this.#state === "closed") return;
    this.#state = state;
    for (const listener of this.#statusListeners) listener(this.status);
  }
}

/** Keys whose definition is not the same object; every key when a segment changed, since any flag may use it. */
function changedKeys(before: Snapshot | undefined, after: Snapshot): string[] {
  const old = new Map(before?.flags.map((flag) => [flag.key, flag]));
  const gone = new Set(old.keys());
  for (const { key } of after.flags) gone.delete(key);
  const segments = new Set(before?.segments);
  const all = segments.size !== after.segments.length || after.segments.some((segment) => !segments.has(segment));
  return [...after.flags.filter((flag) => all || old.get(flag.key) !== flag).map(({ key }) => key), ...gone];
}
