import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { authorizeEndpoint, lockEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { switchOff } from "./switch-off.ts";

export const disableWebhookEndpointInput = z.object({
  id: z.uuid(),
  /** Why, for the other members. */
  reason: z.string().trim().min(1).max(200).nullish(),
});

export type DisableWebhookEndpointInput = z.input<typeof disableWebhookEndpointInput>;

/** Sends nothing more to an endpoint until it is enabled again. One that is off already stays as it is. */
export async function disableWebhookEndpoint(
  ctx: Context,
  input: DisableWebhookEndpointInput,
): Promise<WebhookEndpoint> {
  const wish = parseInput(disableWebhookEndpointInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "disableWebhookEndpoint", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, wish.id);
    if (endpoint.disabledAt) return endpoint;
    return await switchOff(tx, ctx, endpoint, { reason: wish.reason ?? "A member switched it off.", automatic: false });
  });
}
