import { webhookEndpoints } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { checkEndpointUrl } from "./check-endpoint-url.ts";
import { endpointFields } from "./create-webhook-endpoint.ts";
import { webhookEndpointUpdated } from "./events.ts";
import { readEventTypes } from "./read-event-types.ts";
import { authorizeEndpoint, lockEndpoint, ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";

export const updateWebhookEndpointInput = z.object({
  id: z.uuid(),
  url: endpointFields.url.nullish(),
  description: endpointFields.description.nullish(),
  /** Null sends all events from now on; leaving it out changes nothing. */
  eventTypes: endpointFields.eventTypes.optional(),
});

export type UpdateWebhookEndpointInput = z.input<typeof updateWebhookEndpointInput>;

/** Changes where an endpoint is, what it is for or what it receives. A new address has to prove itself anew. */
export async function updateWebhookEndpoint(ctx: Context, input: UpdateWebhookEndpointInput): Promise<WebhookEndpoint> {
  const wish = parseInput(updateWebhookEndpointInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  const eventTypes = wish.eventTypes === undefined ? undefined : readEventTypes(ctx, wish.eventTypes);
  if (wish.url) await checkEndpointUrl(ctx.app, wish.url);
  return await transact(ctx, { workspaceId, verb: "updateWebhookEndpoint", input: wish }, async (tx) => {
    const before = await lockEndpoint(tx, workspaceId, wish.id);
    const moved = wish.url && wish.url !== before.url;
    const unproven = {
      lastSuccessAt: null,
      lastSuccessStatus: null,
      lastSuccessEventType: null,
      failingSince: null,
      failureReason: null,
    };
    const [after] = await tx
      .update(webhookEndpoints)
      .set({
        url: wish.url ?? before.url,
        description: wish.description ?? before.description,
        eventTypes: eventTypes === undefined ? before.eventTypes : eventTypes,
        updatedAt: ctx.app.clock.now(),
        ...(moved ? unproven : {}),
      })
      .where(ownEndpoint(workspaceId, wish.id))
      .returning();
    const endpoint = after as WebhookEndpoint;
    await recordEvent(tx, ctx, webhookEndpointUpdated, {
      workspaceId,
      subjectId: endpoint.id,
      data: { url: shownUrl(endpoint.url), description: endpoint.description },
      before: shownFields(before),
      after: shownFields(endpoint),
    });
    return endpoint;
  });
}

function shownFields({ url, description, eventTypes }: WebhookEndpoint) {
  return { url: shownUrl(url), description, eventTypes };
}
