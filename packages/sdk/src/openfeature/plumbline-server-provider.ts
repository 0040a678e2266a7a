import type { EvaluationContext, JsonValue, ResolutionDetails } from "@openfeature/core";
import type { FlagClient } from "../flags/client/index.ts";
import type { Evaluation, EvaluationContext as FlagContext, FlagValue } from "../flags/index.ts";
import { followChanges, followStatus, proveReady } from "./follow-status.ts";
import { ProviderEvents } from "./provider-events.ts";
import { resolveFlag } from "./resolve-flag.ts";

/** For `@openfeature/server-sdk`: evaluates here, from the client's snapshot. `flagMetadata` carries step, rule and snapshot version. */
export class PlumblineServerProvider {
  readonly metadata = { name: "plumbline" } as const;
  readonly runsOn = "server" as const;
  readonly events = new ProviderEvents();
  readonly #client: FlagClient;

  constructor(client: FlagClient) {
    this.#client = client;
  }

  async initialize(): Promise<void> {
    await this.#client.start();
    followStatus(this.#client, this.events);
    followChanges((listener) => this.#client.onChange(listener), this.events);
    proveReady(this.#client);
  }

  async onClose(): Promise<void> {
    this.#client.close();
  }

  async resolveBooleanEvaluation(
    key: string,
    fallback: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    return resolveFlag(this.#client, key, this.#ask(key, context, fallback), fallback, "boolean");
  }

  async resolveStringEvaluation(
    key: string,
    fallback: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return resolveFlag(this.#client, key, this.#ask(key, context, fallback), fallback, "string");
  }

  async resolveNumberEvaluation(
    key: string,
    fallback: number,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<number>> {
    return resolveFlag(this.#client, key, this.#ask(key, context, fallback), fallback, "number");
  }

  async resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    fallback: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    return resolveFlag(this.#client, key, this.#ask(key, context, fallback), fallback, "object");
  }

  #ask(key: string, context: EvaluationContext, fallback: unknown): Evaluation {
    return this.#client.evaluate(key, context as FlagContext, fallback as FlagValue);
  }
}
