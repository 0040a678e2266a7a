import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

// The address without its query, which may hold a token.
const endpoint = z.object({ url: z.string(), description: z.string() });
const subject = "webhook_endpoint";
const outbound = false;

export const webhookEndpointCreated = defineEvent({
  type: "webhook_endpoint.created",
  subject,
  description: "Somebody added an outbound webhook endpoint.",
  data: endpoint.extend({ eventTypes: z.array(z.string()).nullable() }),
  outbound,
});

export const webhookEndpointUpdated = defineEvent({
  type: "webhook_endpoint.updated",
  subject,
  description: "An outbound webhook endpoint got another address, description or choice of events.",
  data: endpoint,
  outbound,
});

export const webhookEndpointSecretRotated = defineEvent({
  type: "webhook_endpoint.secret_rotated",
  subject,
  description: "An outbound webhook endpoint's secret was replaced; deliveries carry both signatures for the overlap.",
  data: endpoint.extend({ previousGoodUntil: z.string() }),
  outbound,
});

export const webhookEndpointEnabled = defineEvent({
  type: "webhook_endpoint.enabled",
  subject,
  description: "Somebody switched an outbound webhook endpoint on again.",
  data: endpoint,
  outbound,
});

export const webhookEndpointDisabled = defineEvent({
  type: "webhook_endpoint.disabled",
  subject,
  description:
    "Nothing is sent to an outbound webhook endpoint any more: a member switched it off, or it failed for too long.",
  data: endpoint.extend({ reason: z.string(), automatic: z.boolean() }),
  outbound,
});

export const webhookEndpointFailing = defineEvent({
  type: "webhook_endpoint.failing",
  subject,
  description: "A delivery to an outbound webhook endpoint failed, the first since it last worked.",
  data: endpoint.extend({ reason: z.string() }),
  outbound,
});

export const webhookEndpointRecovered = defineEvent({
  type: "webhook_endpoint.recovered",
  subject,
  description: "An outbound webhook endpoint that failed takes deliveries again.",
  data: endpoint.extend({ failingSince: z.string() }),
  outbound,
});

export const webhookEndpointProven = defineEvent({
  type: "webhook_endpoint.proven",
  subject,
  description: "An outbound webhook endpoint took its first delivery.",
  data: endpoint.extend({ status: z.number() }),
  outbound,
});

export const webhookEndpointDeleted = defineEvent({
  type: "webhook_endpoint.deleted",
  subject,
  description: "Somebody deleted an outbound webhook endpoint; its secret is gone.",
  data: endpoint,
  outbound,
});

export const webhookEndpointTested = defineEvent({
  type: "webhook_endpoint.tested",
  subject,
  description: "Somebody sent a test webhook; this event itself is what the endpoint receives.",
  data: endpoint,
  outbound,
});

export const webhookMessageRedelivered = defineEvent({
  type: "webhook_message.redelivered",
  subject: "webhook_message",
  description: "Somebody had a message sent to an outbound webhook endpoint again.",
  data: endpoint.extend({ endpointId: z.uuid(), eventType: z.string() }),
  outbound,
});

export const webhookMessagesRedelivered = defineEvent({
  type: "webhook_endpoint.missed_redelivered",
  subject,
  description: "Somebody had everything sent again that an outbound webhook endpoint missed since a moment.",
  data: endpoint.extend({ since: z.string(), count: z.number() }),
  outbound,
});
