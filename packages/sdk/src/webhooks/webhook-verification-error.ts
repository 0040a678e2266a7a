/** Why a webhook was not taken for one of Plumbline's. */
export type WebhookVerificationReason = "missing-header" | "timestamp" | "signature" | "secret";

/** The request is not a webhook that Plumbline signed with your secret. Do not act on it; answer 400. */
export class WebhookVerificationError extends Error {
  override name = "WebhookVerificationError";
  readonly reason: WebhookVerificationReason;

  constructor(reason: WebhookVerificationReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
