import { randomBytes } from "node:crypto";
import type { SealedPlace } from "../../vault/vault.ts";

/** A new signing secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/**
 * Where an endpoint's secrets are sealed. Current and previous share one place: rotating moves the sealed text, and a secret is
 * never opened for it.
 */
export function secretPlace(endpoint: { id: string; workspaceId: string }): SealedPlace {
  return { workspaceId: endpoint.workspaceId, row: endpoint.id, field: "webhook_endpoints.secret" };
}
