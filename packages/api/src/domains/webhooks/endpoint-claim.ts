import type { Claim } from "../../service/define-claims.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { endpointIdOutside } from "./webhook-ids.ts";

/** What one endpoint promises, with the newest 2xx as its proof. A failure since then breaks it; before the first it is only claimed. */
export function endpointClaim(endpoint: WebhookEndpoint): Claim {
  const { host } = new URL(endpoint.url);
  const page = `webhooks/${endpointIdOutside(endpoint.id)}`;
  const base = {
    id: `webhook_endpoint:${endpoint.id}:delivers`,
    title: `${endpoint.description || host} receives events`,
    proof: proofOf(endpoint, host),
    subject: { type: "webhook_endpoint", id: endpoint.id },
    tenantId: null,
  };
  if (endpoint.disabledAt) {
    const reason = `Disabled. ${endpoint.disabledReason ?? ""}`.trim();
    return {
      ...base,
      state: "broken",
      reason,
      since: endpoint.disabledAt,
      nextStep: { label: "Correct it and enable it", href: page },
    };
  }
  if (endpoint.failingSince) {
    return {
      ...base,
      state: "broken",
      reason: endpoint.failureReason,
      since: endpoint.failingSince,
      nextStep: { label: "See the attempts", href: page },
    };
  }
  if (!endpoint.lastSuccessAt) {
    return {
      ...base,
      state: "claimed",
      reason: "Nothing has been delivered yet.",
      nextStep: { label: "Send a test webhook", href: page },
    };
  }
  return { ...base, state: "proven", reason: null, nextStep: null };
}

function proofOf(
  { lastSuccessAt, lastSuccessStatus, lastSuccessEventType }: WebhookEndpoint,
  host: string,
): Claim["proof"] {
  if (!lastSuccessAt) return null;
  return { what: `${lastSuccessEventType} answered with ${lastSuccessStatus}`, when: lastSuccessAt, from: host };
}
