import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { isReachableFromOutside } from "./is-reachable.ts";
import type { ConnectMethod } from "./provider/connect-method.ts";
import type { Provider } from "./provider.ts";

/** @throws PreconditionError when the wished or only possible mode does not exist for the provider */
export function chooseMode(
  ctx: Context,
  provider: Provider,
  wish: "webhook" | "polling" | null,
  method?: ConnectMethod,
): "webhook" | "polling" {
  if (wish === "polling" && !provider.poll) {
    throw new PreconditionError(`${provider.name} cannot be polled.`, "Connect it by webhook.");
  }
  if (wish === "webhook" && !provider.webhook) {
    throw new PreconditionError(`${provider.name} sends no webhooks.`, "Connect it by polling.");
  }
  const polledOnly = isPolledOnly(method);
  if (wish === "webhook" && polledOnly) {
    throw new PreconditionError(
      `${provider.name} sends no webhooks to what is connected this way.`,
      "Connect it by polling, or another way.",
    );
  }
  if (wish) return wish;
  if (polledOnly) return "polling";
  if (!provider.webhook) return "polling";
  return provider.poll && !isReachableFromOutside(ctx.app.config.publicUrl) ? "polling" : "webhook";
}

/** Whether the provider can send webhooks to what was connected in this way. */
export function sendsWebhooks(provider: Provider, methodKind: string): boolean {
  return provider.webhook !== undefined && !isPolledOnly(provider.connect.find(({ kind }) => kind === methodKind));
}

const isPolledOnly = (method: ConnectMethod | undefined): boolean =>
  method !== undefined && "polledOnly" in method && method.polledOnly === true;
