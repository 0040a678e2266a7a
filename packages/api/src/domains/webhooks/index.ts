export { checkEndpointUrl } from "./check-endpoint-url.ts";
export { type CreateWebhookEndpointInput, createWebhookEndpoint } from "./create-webhook-endpoint.ts";
export { webhookEndpointDisabled } from "./events.ts";
export { deliverWebhook } from "./jobs/deliver-webhook.ts";
export type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
export { shownUrl } from "./shown-url.ts";
export { signWebhook } from "./sign-webhook.ts";
export { makeWebhookSecret } from "./webhook-secret.ts";
