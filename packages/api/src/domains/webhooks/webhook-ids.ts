import { encodeGlobalId, registerIdPrefix } from "../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("WebhookEndpoint", "whe");
registerIdPrefix("WebhookMessage", "whm");
registerIdPrefix("WebhookAttempt", "wha");

/** The endpoint's id outside, `whe_…`. */
export function endpointIdOutside(id: string): string {
  return encodeGlobalId("WebhookEndpoint", id);
}

/** The message's id outside, `whm_…`: the `webhook-id` that receivers see. */
export function messageIdOutside(id: string): string {
  return encodeGlobalId("WebhookMessage", id);
}
