export { type CreateWebhookEndpointInput, createWebhookEndpoint } from "./create-webhook-endpoint.ts";
export { webhookEndpointDisabled } from "./events.ts";
export { deliverWebhook } from "./jobs/deliver-webhook.ts";
export type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
