import { randomBytes } from "node:crypto";

/** A webhook secret in the form that Standard Webhooks libraries read; as plain text it serves every other HMAC. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
