import type { Context } from "../../../service/context.ts";
import { ForbiddenError } from "../../../service/errors.ts";

/**
 * @param environmentIds where something is changed; null for everywhere
 * @throws ForbiddenError for an API key of another environment: what staging holds must not change production
 */
export function refuseOtherEnvironment({ actor }: Context, environmentIds: readonly string[] | null): void {
  if (actor.type !== "api_key" || actor.environmentId === null) return;
  if (environmentIds?.every((id) => id === actor.environmentId)) return;
  throw new ForbiddenError(
    "flags:write",
    "This API key belongs to one environment, and the change reaches beyond it.",
    "Use a key that works in every environment: createApiKey makes one with environmentId: null.",
  );
}
