import { webhookMessages } from "@plumbline/db/schema";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { webhookEndpointTested } from "./events.ts";
import { deliverWebhook } from "./jobs/deliver-webhook.ts";
import { authorizeEndpoint, lockEndpoint } from "./require-webhook-endpoint.ts";
import type { WebhookMessage } from "./require-webhook-message.ts";
import { shownUrl } from "./shown-url.ts";

export const sendTestWebhookInput = z.object({ id: z.uuid() });

export type SendTestWebhookInput = z.input<typeof sendTestWebhookInput>;

/**
 * Sends the event `webhook_endpoint.tested` through the same path as every other event: signed, retried, recorded.
 * @throws PreconditionError when the endpoint is disabled
 */
export async function sendTestWebhook(ctx: Context, input: SendTestWebhookInput): Promise<WebhookMessage> {
  const wish = parseInput(sendTestWebhookInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "sendTestWebhook", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, wish.id);
    if (endpoint.disabledAt) {
      throw new PreconditionError(
        "The endpoint is disabled, so nothing is sent to it.",
        "Enable it, then send the test.",
      );
    }
    const event = await recordEvent(tx, ctx, webhookEndpointTested, {
      workspaceId,
      subjectId: endpoint.id,
      data: { url: shownUrl(endpoint.url), description: endpoint.description },
    });
    const now = ctx.app.clock.now();
    const [message] = await tx
      .insert(webhookMessages)
      .values({
        workspaceId,
        endpointId: endpoint.id,
        eventId: event.id,
        eventType: event.type,
        scheduledFrom: now,
        nextAttemptAt: now,
      })
      .returning();
    const made = message as WebhookMessage;
    await enqueue(tx, deliverWebhook, { workspaceId, messageId: made.id, attempt: 1 });
    return made;
  });
}
