import { backoff, pause } from "../../backoff.ts";
import type { FlagStatus } from "../client/flag-status.ts";
import { ExposureCounter } from "../exposure/exposure-counter.ts";
import { postExposures } from "../exposure/post-exposures.ts";
import type { Evaluation, EvaluationContext } from "../model/evaluation.ts";
import type { FlagValue } from "../model/json-value.ts";
import type { FlagAnswers, WebFlagStore } from "../store.ts";
import { type AnswerCache, answerCache } from "./answer-cache.ts";
import { followAnswers } from "./follow-answers.ts";
import { type AnswerSet, answersOf } from "./wire-answers.ts";

export interface WebFlagClientOptions {
  /** Address of the server: `https://plumbline.example.com`. */
  url: string;
  /** `plb_pub_…` with the scope `flags:evaluate`: it may lie in the open, since it opens answers and never rules. */
  key: string;
  /** Who asks. Default: nobody in particular. */
  context?: EvaluationContext;
  /** What the page was rendered with on the server; answered from until the server says more. */
  bootstrap?: FlagAnswers | null;
  /** Where the last answers outlive the page: `localStorage`. Default: nowhere. */
  storage?: Pick<Storage, "getItem" | "setItem"> | null;
  /** Silence of the server, in milliseconds, after which answers count as stale. It says a word every 12 s. Default 60,000 */
  staleAfterMs?: number;
  /** First wait before a lost server is asked again, in milliseconds; doubles up to 30 s. Default 500 */
  retryBaseMs?: number;
  /** Share of evaluations that are counted, 0 to 1. Default 1 */
  sampling?: number;
  /** Default: the platform's. */
  fetch?: typeof fetch;
}

type Listener<T> = (value: T) => void;

/**
 * Flags for one context in a browser or at the edge: evaluated on the server, streamed as they change, kept in memory and where
 * `storage` says. `get` is synchronous and never throws.
 */
export class WebFlagClient implements WebFlagStore {
  readonly bootstrap: FlagAnswers | null;
  readonly #options: WebFlagClientOptions;
  readonly #fetch: typeof fetch;
  readonly #exposures: ExposureCounter;
  readonly #cache: AnswerCache;
  readonly #changed = new Set<Listener<readonly string[]>>();
  readonly #status = new Set<Listener<FlagStatus>>();
  #context: EvaluationContext;
  #answers: FlagAnswers;
  #version: number | null = null;
  #etag: string | null = null;
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
    this.#fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));
    const { url, key } = this.#options;
    this.#exposures = new ExposureCounter({
      send: postExposures({ url, key, fetch: this.#fetch, sdk: "plumbline-web" }),
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
    return { state: this.#state, version: this.#version, ageMs, problem: this.#problem, refused: this.#refused };
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
      void this.#keepFollowing(end.signal, resolve);
    });
  }

  async #keepFollowing(signal: AbortSignal, tried: () => void): Promise<void> {
    const { url, key, retryBaseMs } = this.#options;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await followAnswers({
          url: `${url}/flags/v1/stream`,
          key,
          fetch: this.#fetch,
          context: this.#context,
          etag: this.#etag,
          signal,
          onAlive: () => {
            if (signal.aborted) return;
            failures = 0;
            this.#alive();
          },
          onAnswers: (change) => {
            if (signal.aborted) return;
            const { kind, flags, removed } = change;
            const touched = kind === "all" ? null : [...flags.map(({ key }) => key), ...removed];
            this.#take(answersOf(change, this.#answers), "ready", touched);
            this.#cache.save(this.#context, { answers: this.#answers, version: change.version, etag: change.etag });
            tried();
          },
        });
      } catch (error) {
        if (signal.aborted) break;
        this.#problem = error instanceof Error ? error.message : String(error);
        this.#refused = /^(UNAUTHENTICATED|FORBIDDEN)$/.test((error as { code?: string }).code ?? "");
        if (this.#version === null) this.#become("error");
        tried();
      }
      await pause(backoff(failures, retryBaseMs), signal);
    }
  }

  /** @param touched keys that may answer otherwise; null when any may */
  #take({ answers, version, etag }: AnswerSet, state: "cached" | "ready", touched: string[] | null = null): void {
    const before = this.#answers;
    const keys = touched ?? [...new Set([...Object.keys(before), ...Object.keys(answers)])];
    const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(answers[key]));
    this.#answers = answers;
    this.#version = version;
    this.#etag = etag;
    this.#become(state);
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

  #become(state: FlagStatus["state"]): void {
    if (state === this.#state || this.#state === "closed") return;
    this.#state = state;
    for (const listener of this.#status) listener(this.status);
  }
}
