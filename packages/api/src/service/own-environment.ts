import type { Context } from "./context.ts";

/**
 * The one environment that the actor sees: an API key's own. Null for members, for jobs, and for keys that work everywhere: what
 * staging holds must neither read nor change production.
 */
export function ownEnvironment({ actor }: Context): string | null {
  return actor.type === "api_key" ? actor.environmentId : null;
}
