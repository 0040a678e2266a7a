import { webhookMessages } from "@plumbline/db/schema";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { ConflictError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { webhookMessageRedelivered } from "./events.ts";
import { deliverWebhook } from "./jobs/deliver-webhook.ts";
import { lockEndpoint } from "./require-webhook-endpoint.ts";
import { authorizeMessage, lockMessage, ownMessage, type WebhookMessage } from "./require-webhook-message.ts";
import { shownUrl } from "./shown-url.ts";

export const redeliverWebhookMessageInput = z.object({ id: z.uuid() });

export type RedeliverWebhookMessageInput = z.input<typeof redeliverWebhookMessageInput>;

/**
 * Sends a message again now, whatever became of it; if that fails, the schedule of retries begins anew. The receiver sees the
 * same `webhook-id` and body.
 * @throws PreconditionError when the endpoint is disabled
 * @throws ConflictError when an attempt is under way
 */
export async function redeliverWebhookMessage(
  ctx: Context,
  input: RedeliverWebhookMessageInput,
): Promise<WebhookMessage> {
  const wish = parseInput(redeliverWebhookMessageInput, input);
  const { workspaceId, endpointId } = await authorizeMessage(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "redeliverWebhookMessage", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, endpointId);
    if (endpoint.disabledAt) {
      throw new PreconditionError("The endpoint is disabled, so nothing is sent to it.", "Enable it, then redeliver.");
    }
    const message = await lockMessage(tx, workspaceId, wish.id);
    const now = ctx.app.clock.now();
    if (message.sendingUntil && message.sendingUntil > now) {
      throw new ConflictError("An attempt is under way.", "Wait for its outcome.");
    }
    const [after] = await tx
      .update(webhookMessages)
      .set({ state: "pending", scheduledFrom: now, scheduleStep: 0, nextAttemptAt: now, sendingUntil: null })
      .where(ownMessage(workspaceId, message.id))
      .returning();
    await recordEvent(tx, ctx, webhookMessageRedelivered, {
      workspaceId,
      subjectId: message.id,
      data: {
        url: shownUrl(endpoint.url),
        description: endpoint.description,
        endpointId,
        eventType: message.eventType,
      },
    });
    await enqueue(tx, deliverWebhook, { workspaceId, messageId: message.id, attempt: message.attempts + 1 });
    return after as WebhookMessage;
  });
}
