export {
  type VerifyWebhookOptions,
  verifyWebhook,
  type WebhookEvent,
  type WebhookHeaders,
  type WebhookSubject,
} from "./verify-webhook.ts";
export { WebhookVerificationError, type WebhookVerificationReason } from "./webhook-verification-error.ts";
