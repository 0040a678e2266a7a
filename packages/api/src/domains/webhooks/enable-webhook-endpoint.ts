import { webhookEndpoints } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { webhookEndpointEnabled } from "./events.ts";
import { authorizeEndpoint, lockEndpoint, ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";

export const enableWebhookEndpointInput = z.object({ id: z.uuid() });

export type EnableWebhookEndpointInput = z.input<typeof enableWebhookEndpointInput>;

/** Sends to an endpoint again, from the next event on. Its day of grace begins anew; what was missed can be redelivered. */
export async function enableWebhookEndpoint(ctx: Context, input: EnableWebhookEndpointInput): Promise<WebhookEndpoint> {
  const wish = parseInput(enableWebhookEndpointInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "enableWebhookEndpoint", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, wish.id);
    if (!endpoint.disabledAt) return endpoint;
    const [after] = await tx
      .update(webhookEndpoints)
      .set({
        disabledAt: null,
        disabledReason: null,
        failingSince: null,
        failureReason: null,
        updatedAt: ctx.app.clock.now(),
      })
      .where(ownEndpoint(workspaceId, wish.id))
      .returning();
    await recordEvent(tx, ctx, webhookEndpointEnabled, {
      workspaceId,
      subjectId: endpoint.id,
      data: { url: shownUrl(endpoint.url), description: endpoint.description },
      before: { disabled: true },
      after: { disabled: false },
    });
    return after as WebhookEndpoint;
  });
}
