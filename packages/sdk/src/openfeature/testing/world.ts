import type { JsonValue } from "@openfeature/core";
import type { SnapshotSource } from "../../flags/client/index.ts";
import { FlagClient } from "../../flags/client/index.ts";
import type { EvaluationContext as FlagContext } from "../../flags/index.ts";
import { RefusalError } from "../../refusal-error.ts";
import type { AnyClient, AnyHook, Contexts, Details, Question, Side } from "./sides.ts";
import { specificationFlags } from "./specification-flags.ts";

const silence = { subscribe: () => new Promise<void>(() => {}) };
const healthy: SnapshotSource = {
  ...silence,
  fetchSnapshot: async () => ({ snapshot: specificationFlags(), cursor: "1" }),
};
const failing = (error: Error): SnapshotSource => ({ ...silence, fetchSnapshot: () => Promise.reject(error) });
const refusal = new RefusalError({ code: "UNAUTHENTICATED", message: "The key was revoked on 3 May." });

/** Far sides by the state in which the scenarios want the provider. */
const sources: Record<string, SnapshotSource> = {
  stable: healthy,
  "not ready": { ...silence, fetchSnapshot: () => new Promise<never>(() => {}) },
  error: failing(new TypeError("fetch failed")),
  fatal: failing(refusal),
  stale: healthy,
};

/** What one scenario works with, and what came out. */
export class World {
  readonly side: Side;
  readonly contexts: Contexts = {};
  readonly hooks: AnyHook[] = [];
  /** What hooks were called for, in order. */
  readonly heard: { hook: string; stage: string; details?: Details }[] = [];
  question: Pick<Question, "kind" | "key" | "fallback"> = { kind: "Boolean", key: "", fallback: false };
  /** Set by steps that hand their hooks to the evaluation and not to the client. */
  hooksForEvaluation = false;
  details: Details | undefined;
  /** What asking gave before it was waited for. */
  pending: unknown;
  /** Levels of context, the weakest first, as a scenario lists them. */
  levels: readonly string[] = [];
  /** The context as our provider got it. */
  received: FlagContext | undefined;
  #flags: FlagClient | undefined;
  #client: AnyClient | undefined;

  constructor(side: Side) {
    this.side = side;
  }

  async provide(state: string): Promise<void> {
    const source = sources[state];
    if (!source) throw new TypeError(`No far side is ${state}.`);
    this.#flags?.close();
    const flags = new FlagClient({ source, ...(state === "stale" && { staleAfterMs: 1 }) });
    this.#flags = flags;
    const evaluate = flags.evaluate.bind(flags);
    flags.evaluate = (key, context, fallback) => {
      this.received = context;
      return evaluate(key, context, fallback);
    };
    const stale = new Promise<void>((resolve) => {
      flags.onStatus((status) => status.state === "stale" && resolve());
    });
    const began = this.side.begin(flags);
    if (state === "not ready") return void began.catch(() => {});
    // That it cannot begin is what these scenarios are about.
    if (state === "error" || state === "fatal") await began.catch(() => {});
    else await began;
    if (state === "stale") await stale;
  }

  get client(): AnyClient {
    this.#client ??= this.side.openClient();
    return this.#client;
  }

  hookNamed(hook: string): AnyHook {
    const note = (stage: string, details?: Details) =>
      void this.heard.push({ hook, stage, ...(details && { details }) });
    return {
      before: () => void note("before"),
      after: (_, details) => note("after", details),
      error: () => note("error"),
      finally: (_, details) => note("finally", details),
    };
  }

  ask(): Details | Promise<Details> {
    if (this.hooks.length > 0 && !this.hooksForEvaluation) this.client.addHooks(...this.hooks.splice(0));
    const question: Question = { ...this.question, contexts: this.contexts };
    if (this.hooksForEvaluation) question.hooks = this.hooks;
    return this.side.ask(this.client, question);
  }

  rank(levels: readonly string[]): void {
    this.levels = levels;
  }

  async evaluate(): Promise<void> {
    this.details = await this.ask();
  }

  add(level: keyof Contexts, key: string, value: JsonValue): void {
    this.contexts[level] = { ...this.contexts[level], [key]: value };
  }

  async close(): Promise<void> {
    await this.side.close();
    this.#flags?.close();
  }
}
