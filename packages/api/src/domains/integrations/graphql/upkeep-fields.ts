import { builder } from "../../../graphql/builder.ts";
import { sendsWebhooks } from "../choose-mode.ts";
import { findProvider } from "../find-provider.ts";
import { listForwards } from "../forward/list-forwards.ts";
import { listReconciliations } from "../reconcile/list-reconciliations.ts";
import { quietAfter, quietSince } from "../silence/quiet-since.ts";
import { statusOf } from "../status/status-of.ts";
import { CredentialsRef } from "./credentials-type.ts";
import { ForwardRef } from "./forward-type.ts";
import { IntegrationRef } from "./integration-type.ts";
import { PauseRef, RateLimitRef } from "./limits-type.ts";
import { ReconciliationRef } from "./reconciliation-type.ts";
import { IntegrationStatusRef } from "./status-type.ts";

builder.objectFields(IntegrationRef, (t) => ({
  status: t.field({
    type: IntegrationStatusRef,
    description: "Where it stands, since when, why, and what to do.",
    resolve: (integration) => statusOf(integration),
  }),
  unprovable: t.string({
    nullable: true,
    description: "What its provider never confirms, to stand beside the badge; null when there is nothing.",
    resolve: ({ provider }) => findProvider(provider).unprovable ?? null,
  }),
  canReceiveWebhooks: t.boolean({
    description:
      "Whether it is polled and could be moved to webhooks: its provider sends them to what was so connected.",
    resolve: ({ mode, state, provider, method }) =>
      mode === "polling" && state !== "disconnected" && sendsWebhooks(findProvider(provider), method),
  }),
  credentials: t.field({
    type: CredentialsRef,
    description: "The life of its credentials.",
    resolve: (integration) => integration,
  }),
  quietAfterSeconds: t.int({
    nullable: true,
    description: "Seconds of silence after which it is stale; null where nothing ever comes from it.",
    resolve: (integration) => quietAfter(integration),
  }),
  quietSince: t.field({
    type: "DateTime",
    description: "Since when nothing came.",
    resolve: (integration) => quietSince(integration),
  }),
  rateLimit: t.expose("rateLimit", {
    type: RateLimitRef,
    nullable: true,
    description: "How much of the provider's rate limit is left; null until an answer told it.",
  }),
  pause: t.field({
    type: PauseRef,
    nullable: true,
    description: "The rest that calls keep to now; null when they go through.",
    resolve: (integration, _args, ctx) =>
      integration.pausedUntil && integration.pausedUntil > ctx.app.clock.now() ? integration : null,
  }),
  coveredUntil: t.expose("coveredUntil", {
    type: "DateTime",
    nullable: true,
    description: "Until when nothing can have been missed.",
  }),
  reconciliations: t.connection({
    type: ReconciliationRef,
    description: "Its comparisons with the provider, the newest first. Kept 30 days.",
    resolve: (integration, page, ctx) => listReconciliations(ctx, integration, page),
  }),
  canRedeliver: t.boolean({
    description: "Whether its provider can be asked to send a delivery again.",
    resolve: ({ provider, state }) =>
      state !== "disconnected" && findProvider(provider).registration?.redeliver !== undefined,
  }),
  forwardDescription: t.string({
    nullable: true,
    description: "What its provider does with signals that are handed on; null when it takes none.",
    resolve: ({ provider }) => findProvider(provider).forward?.description ?? null,
  }),
  forwardTypes: t.exposeStringList("forwardTypes", {
    description: "Types of the signals that are handed on to it; `*` for all.",
  }),
  forwards: t.connection({
    type: ForwardRef,
    description: "Signals that were handed on to it, the newest first. Kept 30 days.",
    resolve: (integration, page, ctx) => listForwards(ctx, integration, page),
  }),
}));
