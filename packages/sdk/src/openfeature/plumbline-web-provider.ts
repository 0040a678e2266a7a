import type { EvaluationContext, JsonValue, ResolutionDetails } from "@openfeature/core";
import type { FlagClient } from "../flags/client/index.ts";
import { followClient } from "./follow-client.ts";
import { ProviderEvents } from "./provider-events.ts";
import { resolveFlag } from "./resolve-flag.ts";

/** For `@openfeature/web-sdk`: evaluates here, from the client's snapshot. `flagMetadata` carries step, rule and snapshot version. */
export class PlumblineWebProvider {
  readonly metadata = { name: "plumbline" } as const;
  readonly runsOn = "client" as const;
  readonly events = new ProviderEvents();
  readonly #client: FlagClient;

  constructor(client: FlagClient) {
    this.#client = client;
  }

  initialize(): Promise<void> {
    return followClient(this.#client, this.events);
  }

  async onClose(): Promise<void> {
    this.#client.close();
  }

  resolveBooleanEvaluation(key: string, fallback: boolean, context: EvaluationContext): ResolutionDetails<boolean> {
    return resolveFlag(this.#client, key, fallback, context, "boolean");
  }

  resolveStringEvaluation(key: string, fallback: string, context: EvaluationContext): ResolutionDetails<string> {
    return resolveFlag(this.#client, key, fallback, context, "string");
  }

  resolveNumberEvaluation(key: string, fallback: number, context: EvaluationContext): ResolutionDetails<number> {
    return resolveFlag(this.#client, key, fallback, context, "number");
  }

  resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    fallback: T,
    context: EvaluationContext,
  ): ResolutionDetails<T> {
    return resolveFlag(this.#client, key, fallback, context, "object");
  }
}
