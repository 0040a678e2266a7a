import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { isReachableFromOutside } from "./is-reachable.ts";
import type { Provider } from "./provider.ts";

/** @throws PreconditionError when the wished or only possible mode does not exist for the provider */
export function chooseMode(
  ctx: Context,
  provider: Provider,
  wish: "webhook" | "polling" | null,
): "webhook" | "polling" {
  if (wish === "polling" && !provider.poll) {
    throw new PreconditionError(`${provider.name} cannot be polled.`, "Connect it by webhook.");
  }
  if (wish === "webhook" && !provider.webhook) {
    throw new PreconditionError(`${provider.name} sends no webhooks.`, "Connect it by polling.");
  }
  if (wish) return wish;
  if (!provider.webhook) return "polling";
  return provider.poll && !isReachableFromOutside(ctx.app.config.publicUrl) ? "polling" : "webhook";
}
