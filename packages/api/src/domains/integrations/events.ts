import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const integration = z.object({ provider: z.string(), name: z.string() });
const state = z.enum(["pending", "authorised", "webhook_registered", "live", "stale", "degraded", "disconnected"]);

export const integrationCreated = defineEvent({
  type: "integration.created",
  subject: "integration",
  description: "Somebody began to connect a provider.",
  data: integration.extend({ method: z.string(), mode: z.enum(["webhook", "polling"]) }),
});

export const integrationUpdated = defineEvent({
  type: "integration.updated",
  subject: "integration",
  description: "An integration was renamed, moved to another mode or tenant, or watches other things.",
  data: integration,
});

export const integrationStateChanged = defineEvent({
  type: "integration.state_changed",
  subject: "integration",
  description: "Evidence moved an integration to another state.",
  data: integration.extend({ from: state, to: state, evidence: z.string() }),
});

export const integrationSecretRotated = defineEvent({
  type: "integration.secret_rotated",
  subject: "integration",
  description: "An integration's webhook secret was replaced; the old one stays good for the overlap.",
  data: integration.extend({ previousGoodUntil: z.string() }),
});

export const integrationCredentialsReplaced = defineEvent({
  type: "integration.credentials_replaced",
  subject: "integration",
  description: "Somebody connected an integration again with new credentials.",
  data: integration.extend({ account: z.string() }),
});

export const integrationCredentialsRenewed = defineEvent({
  type: "integration.credentials_renewed",
  subject: "integration",
  description: "The provider gave a new token ahead of the old one's end.",
  data: integration.extend({ goodUntil: z.string().nullable() }),
  outbound: false,
});

export const integrationRenewalFailed = defineEvent({
  type: "integration.renewal_failed",
  subject: "integration",
  description: "A token could not be renewed, and trying again does not help: somebody has to act.",
  data: integration.extend({ reason: z.string(), final: z.boolean() }),
});

export const integrationPaused = defineEvent({
  type: "integration.paused",
  subject: "integration",
  description: "Calls to the provider rest for a while: its rate limit is used up, or calls failed in a row.",
  data: integration.extend({ until: z.string(), reason: z.string() }),
});

export const integrationReconciled = defineEvent({
  type: "integration.reconciled",
  subject: "integration",
  description: "A comparison with the provider found something to do, and did it.",
  data: integration.extend({
    recreated: z.int(),
    repaired: z.int(),
    renewed: z.int(),
    adopted: z.int(),
    removed: z.int(),
    backfilled: z.int(),
  }),
});

export const integrationStale = defineEvent({
  type: "integration.stale",
  subject: "integration",
  description: "Nothing came from an integration within its expected interval.",
  data: integration.extend({ quietSince: z.string(), reason: z.string() }),
});

export const redeliveryAsked = defineEvent({
  type: "delivery.redelivery_asked",
  subject: "delivery",
  description: "Somebody had the provider asked to send a delivery again.",
  data: z.object({ integrationId: z.uuid(), provider: z.string(), externalId: z.string() }),
});

export const providerAppCreated = defineEvent({
  type: "provider_app.created",
  subject: "provider_app",
  description: "An app was made at a provider from a manifest.",
  data: z.object({ provider: z.string(), name: z.string(), url: z.string() }),
});

export const testDeliverySent = defineEvent({
  type: "integration.test_sent",
  subject: "integration",
  description: "Somebody asked for a test delivery.",
  data: integration.extend({ arrived: z.boolean() }),
});

export const deliveryAccepted = defineEvent({
  type: "delivery.accepted",
  subject: "delivery",
  description: "A signed delivery arrived and was stored.",
  data: z.object({ integrationId: z.uuid(), provider: z.string(), event: z.string(), externalId: z.string() }),
  outbound: false,
});

export const deliveryRefused = defineEvent({
  type: "delivery.refused",
  subject: "delivery",
  description: "A delivery was refused: unsigned, wrongly signed, stale or unreadable.",
  data: z.object({ integrationId: z.uuid(), provider: z.string(), reason: z.string() }),
  outbound: false,
});

export const deliveryReplayed = defineEvent({
  type: "delivery.replayed",
  subject: "delivery",
  description: "Somebody had a stored delivery worked on again.",
  data: z.object({ integrationId: z.uuid(), provider: z.string(), replayOf: z.uuid() }),
});

export const signalReceived = defineEvent({
  type: "signal.received",
  subject: "signal",
  description: "A provider's fact was stored as a signal, for the first time.",
  data: z.object({
    integrationId: z.uuid(),
    provider: z.string(),
    type: z.string(),
    title: z.string(),
    subject: z.string(),
    url: z.string().nullable(),
    actor: z.string().nullable(),
    by: z.enum(["webhook", "polling"]),
    occurredAt: z.string(),
  }),
});

export const buttonPressed = defineEvent({
  type: "delivery.button_pressed",
  subject: "delivery",
  description:
    "A signed delivery says that a person pressed a button in one of our messages; who may act is still to be judged.",
  data: z.object({ integrationId: z.uuid(), provider: z.string(), actionId: z.string() }),
  outbound: false,
});
