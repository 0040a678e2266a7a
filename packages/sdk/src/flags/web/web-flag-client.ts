import type { FlagDelivery, FlagStatus } from "../client/flag-status.ts";
import { ExposureCounter } from "../exposure/exposure-counter.ts";
import { postExposures } from "../exposure/post-exposures.ts";
import type { Evaluation, EvaluationContext } from "../model/evaluation.ts";
import type { FlagValue } from "../model/json-value.ts";
import type { FlagAnswers, WebFlagStore } from "../store.ts";
import { type AnswerCache, answerCache } from "./answer-cache.ts";
import { AnswerFeed } from "./answer-feed.ts";
import { type AnswerSet, answersOf, isSameAnswer } from "./wire-answers.ts";

export interface WebFlagClientOptions {
  /** Address of the server: `https://plumbline.example.com`. */
  url: string;
  /** `plb_pub_…` with the scope `flags:evaluate`: it may lie in the open, since it opens answers and never rules. */
  key: string;
  /** Who asks. Default: nobody in particular. */
  context?: EvaluationContext;
  /** What the page was rendered with on the server; answered from until the server says more. */
  bootstrap?: FlagAnswers | null;
  /** Where the last answers outlive the page, those of five contexts: `localStorage`. Default: nowhere. */
  storage?: Pick<Storage, "getItem" | "setItem"> | null;
  /** Silence of the server, in milliseconds, after which answers count as stale. It says a word every 12 s. Default 60,000 */
  staleAfterMs?: number;
  /** First wait before a lost server is asked again, in milliseconds; doubles up to 30 s. Default 500 */
  retryBaseMs?: number;
  /** Milliseconds within which a stream must say its first word. One that does not is held back on the way: it is polled then. Default 10,000 */
  streamWithinMs?: number;
  /**
   * Milliseconds between two polls, a quarter more or less by chance, where something on the way holds streams back or cuts them three
   * times in a row. Every tenth time the stream is tried again. Less than `staleAfterMs`. Default 30,000
   */
  pollEveryMs?: number;
  /** Share of evaluations that are counted, 0 to 1. Default 1 */
  sampling?: number;
  /** Default: the platform's. */
  fetch?: typeof fetch;
}

type Listener<T> = (value: T) => void;

/**
 * Flags for one context in a browser or at the edge: evaluated on the server, streamed as they change, polled where no stream gets
 * through, kept in memory and where `storage` says. `get` is synchronous and never throws.
 */
export class WebFlagClient implements WebFlagStore {
  readonly bootstrap: FlagAnswers | null;
  readonly #options: WebFlagClientOptions;
  readonly #feed: AnswerFeed;
  readonly #exposures: ExposureCounter;
  readonly #cache: AnswerCache;
  readonly #changed = new Set<Listener<readonly string[]>>();
  readonly #status = new Set<Listener<FlagStatus>>();
  #context: EvaluationContext;
  #answers: FlagAnswers;
  #version: number | null = null;
  #etag: string | null = null;
  #delivery: FlagDelivery | null = null;
  #state: FlagStatus["state"] = "starting";
  #heardAt: number | null = null;
  #problem: string | null = null;
  #refused = false;
  #stretch: AbortController | null = null;
  #told: Promise<void> | undefined;
  #staleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WebFlagClientOptions) {
    this.#options = { ...options, url: options.url.replace(/\/$/, "") };
    // Called bare: browsers refuse `fetch` with another `this`.
    const fetch: typeof globalThis.fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));
    const { url, key, retryBaseMs, streamWithinMs, pollEveryMs } = this.#options;
    this.#feed = new AnswerFeed({ url, key, fetch, retryBaseMs, streamWithinMs, pollEveryMs });
    this.#exposures = new ExposureCounter({
      send: postExposures({ url, key, fetch, sdk: "plumbline-web" }),
      sampling: options.sampling,
    });
    this.#cache = answerCache(options.storage ?? null, key);
    this.#context = options.context ?? {};
    this.bootstrap = options.bootstrap ?? null;
    this.#answers = this.bootstrap ?? {};
    this.#version = Object.values(this.#answers)[0]?.snapshotVersion ?? null;
    if (this.bootstrap) this.#state = "cached";
  }

  /** Asks and follows. Resolves when flags can be answered, or the server has failed once; never rejects. */
  start(): Promise<void> {
    this.#told ??= this.#follow();
    return this.#told;
  }

  get status(): FlagStatus {
    const ageMs = this.#heardAt === null ? null : Date.now() - this.#heardAt;
    return {
      state: this.#state,
      version: this.#version,
      ageMs,
      problem: this.#problem,
      refused: this.#refused,
      ...(this.#delivery && { delivery: this.#delivery }),
    };
  }

  get<T extends FlagValue>(key: string, fallback: T): Evaluation {
    const answer = Object.hasOwn(this.#answers, key) ? this.#answers[key] : undefined;
    if (!answer) return this.#unknown(key, fallback);
    this.#exposures.count(key, answer.variant);
    if (answer.reason === "ERROR") return { ...answer, value: fallback };
    if (this.#state !== "cached" && this.#state !== "stale") return answer;
    return { ...answer, reason: this.#state === "stale" ? "STALE" : "CACHED" };
  }

  /** Whether a boolean flag is on; the fallback also for a flag of another kind. */
  isEnabled(key: string, fallback = false): boolean {
    const { value } = this.get(key, fallback);
    return typeof value === "boolean" ? value : fallback;
  }

  /** Key of the variant; null when the caller's default holds. */
  getVariant(key: string): string | null {
    return this.get(key, null).variant;
  }

  getAll(): FlagAnswers {
    return this.#answers;
  }

  subscribe(listener: Listener<readonly string[]>): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onStatus(listener: Listener<FlagStatus>): () => void {
    this.#status.add(listener);
    return () => this.#status.delete(listener);
  }

  /** Asks for somebody else. Until the server has answered, what is kept for that context holds, else the answers for the one before. */
  setContext(context: EvaluationContext): Promise<void> {
    this.#context = context;
    this.#etag = null;
    if (this.#state === "closed") return Promise.resolve();
    this.#told = this.#follow();
    return this.#told;
  }

  /** Ends the stream and sends the last counts; what is known is still answered from. */
  close(): void {
    this.#stretch?.abort();
    clearTimeout(this.#staleTimer);
    this.#become("closed");
    void this.#exposures.close();
  }

  #unknown(key: string, value: FlagValue): Evaluation {
    const none = this.#version === null;
    return {
      value,
      variant: null,
      reason: "ERROR",
      step: "error",
      ruleId: null,
      snapshotVersion: this.#version ?? 0,
      errorCode: none ? "PROVIDER_NOT_READY" : "FLAG_NOT_FOUND",
      errorMessage: none ? (this.#problem ?? "No answer has arrived yet.") : `No flag ${key}`,
    };
  }

  /** Replaces whatever is followed. Resolves with the first answer, the first failure, or when it is replaced itself. */
  #follow(): Promise<void> {
    this.#stretch?.abort();
    const end = new AbortController();
    this.#stretch = end;
    const kept = this.#cache.load(this.#context);
    if (kept) this.#take(kept, "cached");
    return new Promise((resolve) => {
      end.signal.addEventListener("abort", () => resolve());
      this.#read(end.signal, resolve);
    });
  }

  #read(signal: AbortSignal, tried: () => void): void {
    void this.#feed.follow(
      {
        context: this.#context,
        known: () => (this.#etag === null ? null : { etag: this.#etag, version: this.#version ?? 0 }),
        onAlive: () => this.#alive(),
        onDelivery: (delivery) => {
          if (delivery === this.#delivery) return;
          this.#delivery = delivery;
          this.#tell();
        },
        onAnswers: (change) => {
          const { kind, flags, removed } = change;
          const touched = kind === "all" ? null : [...flags.map(({ key }) => key), ...removed];
          const known = answersOf(change, this.#answers);
          this.#take(known, "ready", touched);
          this.#cache.save(this.#context, known);
          tried();
        },
        onProblem: (error) => {
          this.#problem = error instanceof Error ? error.message : String(error);
          this.#refused = /^(UNAUTHENTICATED|FORBIDDEN)$/.test(error.code ?? "");
          if (this.#version === null) this.#become("error");
          tried();
        },
      },
      signal,
    );
  }

  /** @param touched keys that may answer otherwise; null when any may */
  #take({ answers, version, etag }: AnswerSet, state: "cached" | "ready", touched: string[] | null = null): void {
    const before = this.#answers;
    const keys = touched ?? [...new Set([...Object.keys(before), ...Object.keys(answers)])];
    const changed = keys.filter((key) => !isSameAnswer(before[key], answers[key]));
    const moved = version !== this.#version;
    this.#answers = answers;
    this.#version = version;
    this.#etag = etag;
    if (!this.#become(state) && moved) this.#tell();
    if (changed.length > 0) for (const listener of this.#changed) listener(changed);
  }

  #alive(): void {
    this.#heardAt = Date.now();
    this.#problem = null;
    this.#refused = false;
    clearTimeout(this.#staleTimer);
    this.#staleTimer = setTimeout(() => this.#become("stale"), this.#options.staleAfterMs ?? 60_000);
    (this.#staleTimer as { unref?(): void }).unref?.();
    if (this.#state === "stale") this.#become("ready");
  }

  /** @returns whether that is news */
  #become(state: FlagStatus["state"]): boolean {
    if (state === this.#state || this.#state === "closed") return false;
    this.#state = state;
    this.#tell();
    return true;
  }

  #tell(): void {
    for (const listener of this.#status) listener(this.status);
  }
}
