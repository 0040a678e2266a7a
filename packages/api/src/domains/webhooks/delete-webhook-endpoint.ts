import { webhookEndpoints } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { webhookEndpointDeleted } from "./events.ts";
import { authorizeEndpoint, lockEndpoint, ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";
import { cancelWaiting } from "./switch-off.ts";

export const deleteWebhookEndpointInput = z.object({ id: z.uuid() });

export type DeleteWebhookEndpointInput = z.input<typeof deleteWebhookEndpointInput>;

/** Deletes an endpoint and both its secrets for good. Its messages stay until their thirty days are over. */
export async function deleteWebhookEndpoint(ctx: Context, input: DeleteWebhookEndpointInput): Promise<WebhookEndpoint> {
  const wish = parseInput(deleteWebhookEndpointInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "deleteWebhookEndpoint", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, wish.id);
    const now = ctx.app.clock.now();
    await cancelWaiting(tx, endpoint);
    const [after] = await tx
      .update(webhookEndpoints)
      .set({ deletedAt: now, updatedAt: now, secret: null, previousSecret: null, previousSecretUntil: null })
      .where(ownEndpoint(workspaceId, wish.id))
      .returning();
    await recordEvent(tx, ctx, webhookEndpointDeleted, {
      workspaceId,
      subjectId: endpoint.id,
      data: { url: shownUrl(endpoint.url), description: endpoint.description },
    });
    return after as WebhookEndpoint;
  });
}
