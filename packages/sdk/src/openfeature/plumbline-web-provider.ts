import { type EvaluationContext, GeneralError, type JsonValue, type ResolutionDetails } from "@openfeature/core";
import type { FlagClient } from "../flags/client/index.ts";
import type { Evaluation, EvaluationContext as FlagContext, FlagValue } from "../flags/index.ts";
import type { WebFlagStore } from "../flags/store.ts";
import { followChanges, followStatus, proveReady } from "./follow-status.ts";
import { ProviderEvents } from "./provider-events.ts";
import { resolveFlag } from "./resolve-flag.ts";

/**
 * For `@openfeature/web-sdk`: answers from a `WebFlagClient`, which is evaluated on the server for the page's context, or from a
 * `FlagClient` where rules may be known. `flagMetadata` carries step and snapshot version.
 */
export class PlumblineWebProvider {
  readonly metadata = { name: "plumbline" } as const;
  readonly runsOn = "client" as const;
  readonly events = new ProviderEvents();
  readonly #flags: FlagClient | WebFlagStore;

  /** There only where the context is evaluated elsewhere: with rules at hand a change of context is no event. */
  readonly onContextChange?: (before: EvaluationContext, context: EvaluationContext) => Promise<void>;

  constructor(flags: FlagClient | WebFlagStore) {
    this.#flags = flags;
    if ("setContext" in flags) this.onContextChange = (_, context) => askFor(flags, context);
  }

  /** @param context OpenFeature's; where nothing is set, the client's own stands */
  async initialize(context: EvaluationContext = {}): Promise<void> {
    const flags = this.#flags;
    if ("setContext" in flags && Object.keys(context).length > 0) await flags.setContext(context as FlagContext);
    else await flags.start();
    followStatus(flags, this.events);
    followChanges(
      (listener) => ("onChange" in flags ? flags.onChange(listener) : flags.subscribe(listener)),
      this.events,
    );
    proveReady(flags);
  }

  async onClose(): Promise<void> {
    this.#flags.close();
  }

  resolveBooleanEvaluation(key: string, fallback: boolean, context: EvaluationContext): ResolutionDetails<boolean> {
    return resolveFlag(this.#flags, key, this.#ask(key, context, fallback), fallback, "boolean");
  }

  resolveStringEvaluation(key: string, fallback: string, context: EvaluationContext): ResolutionDetails<string> {
    return resolveFlag(this.#flags, key, this.#ask(key, context, fallback), fallback, "string");
  }

  resolveNumberEvaluation(key: string, fallback: number, context: EvaluationContext): ResolutionDetails<number> {
    return resolveFlag(this.#flags, key, this.#ask(key, context, fallback), fallback, "number");
  }

  resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    fallback: T,
    context: EvaluationContext,
  ): ResolutionDetails<T> {
    return resolveFlag(this.#flags, key, this.#ask(key, context, fallback), fallback, "object");
  }

  #ask(key: string, context: EvaluationContext, fallback: unknown): Evaluation {
    if ("evaluate" in this.#flags) return this.#flags.evaluate(key, context as FlagContext, fallback as FlagValue);
    return this.#flags.get(key, fallback as FlagValue);
  }
}

/** @throws GeneralError when the answers could not be fetched: those that stand are for the context before */
async function askFor(flags: WebFlagStore, context: EvaluationContext): Promise<void> {
  await flags.setContext(context as FlagContext);
  const { problem } = flags.status;
  if (problem) throw new GeneralError(problem);
}
