import type { EvaluationContext } from "../model/evaluation.ts";
import type { FlagStore } from "../store.ts";
import type { FlagClient } from "./flag-client.ts";

/** A client's flags as one context gets them: where rules may be known, on a server or in a tool of your own. */
export function storeFor(client: FlagClient, context: EvaluationContext): FlagStore {
  return {
    get: (key, fallback) => client.evaluate(key, context, fallback),
    getAll: () => client.getAllFlags(context),
    subscribe: (listener) => client.onChange(listener),
    onStatus: (listener) => client.onStatus(listener),
    get status() {
      return client.status;
    },
  };
}
