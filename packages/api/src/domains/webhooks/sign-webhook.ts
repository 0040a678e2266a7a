import { createHmac } from "node:crypto";

export interface SignWebhookOptions {
  /** The message's id outside; receivers tell repeated deliveries by it. */
  id: string;
  /** When this attempt is made. */
  at: Date;
  body: string;
  /** `whsec_…`; one signature is made with each. */
  secrets: readonly string[];
}

/**
 * The three headers of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, base64, version `v1`, signatures separated by
 * spaces. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook({ id, at, body, secrets }: SignWebhookOptions): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
