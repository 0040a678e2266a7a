import type { FlagStatus } from "./client/flag-status.ts";
import type { Evaluation, EvaluationContext } from "./model/evaluation.ts";
import type { FlagValue } from "./model/json-value.ts";

/** Answers for one context, by the flag's key. JSON can carry them: a server hands them to the page that it rendered. */
export type FlagAnswers = Readonly<Record<string, Evaluation>>;

/**
 * Flags as one context gets them: what React, the element and OpenFeature's web provider stand on. A web client is one; a `FlagClient`
 * is one for a context by `storeFor`.
 */
export interface FlagStore {
  /** The answer, at once and without throwing; the fallback as its value with reason `ERROR` while nothing better is known. */
  get<T extends FlagValue>(key: string, fallback: T): Evaluation;
  /** Every flag that is known, by key. */
  getAll(): FlagAnswers;
  /** Called with the keys of flags that may answer otherwise from now on, after `get` answers so; returns what ends it. */
  subscribe(listener: (keys: readonly string[]) => void): () => void;
  /** Called with the status that holds from now on when the state changes; a web client's also at another version or way of delivery. Returns what ends it. */
  onStatus(listener: (status: FlagStatus) => void): () => void;
  readonly status: FlagStatus;
  /**
   * What the page was rendered with on the server, and is hydrated with. Null, or left out: as `get` answers. Never changes: what the
   * store learns before the page is hydrated must not change what is hydrated.
   */
  readonly bootstrap?: FlagAnswers | null;
}

/** A store that keeps itself up to date and can be asked for somebody else: the web client behind a publishable key. */
export interface WebFlagStore extends FlagStore {
  /** Begins to ask and to follow. Resolves when flags can be answered, or the server has failed once; never rejects. */
  start(): Promise<void>;
  /** Resolves when the answers are for this context, or the server has failed once; until then the answers for the one before stand. */
  setContext(context: EvaluationContext): Promise<void>;
  close(): void;
}
