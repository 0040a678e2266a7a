import type { IntegrationTarget, integrations, webhookRegistrations } from "@plumbline/db/schema";
import { integrations as integrationTable } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadTenant, TenantRef } from "../../tenants/index.ts";
import { deliveryStatistics } from "../delivery-statistics.ts";
import { hookUrl } from "../door-urls.ts";
import { findProvider } from "../find-provider.ts";
import { listOfferedTargets } from "../list-offered-targets.ts";
import { listRegistrations } from "../list-registrations.ts";
import { type LadderRung, rungsOf } from "../rungs-of.ts";
import { DeliveryModeEnum, FeedEnum, IntegrationStateEnum, RungStateEnum } from "./enums.ts";
import { DeliveryStatisticsRef } from "./statistics-type.ts";

registerIdPrefix("Integration", "int");

export const IntegrationRef = builder.objectRef<typeof integrations.$inferSelect>("Integration");

export const TargetRef = builder.objectRef<IntegrationTarget>("IntegrationTarget").implement({
  description: "Something that an integration can watch: a repository, a channel, an account.",
  fields: (t) => ({
    targetId: t.exposeString("id", { description: "The provider's own id, to choose it by." }),
    name: t.exposeString("name", { description: "What people call it." }),
  }),
});

const RungRef = builder.objectRef<LadderRung>("IntegrationRung").implement({
  description: "One rung of an integration's ladder, with its evidence.",
  fields: (t) => ({
    key: t.exposeString("key", { description: "`authorised`, `webhook_registered` or `live`." }),
    title: t.exposeString("title", { description: "What is claimed when it is reached." }),
    state: t.expose("state", { type: RungStateEnum, description: "What the evidence says." }),
    text: t.exposeString("text", { description: "What proved it, or what is still to come." }),
    at: t.expose("at", { type: "DateTime", nullable: true, description: "When it was proven." }),
  }),
});

const RegistrationRef = builder.objectRef<typeof webhookRegistrations.$inferSelect>("WebhookRegistration").implement({
  description: "A webhook of ours at the provider, as it was last read back.",
  fields: (t) => ({
    target: t.exposeString("target", { description: "What it watches; empty when it watches the whole account." }),
    remoteId: t.exposeString("remoteId", { description: "The provider's id of it; empty when it could not be made." }),
    url: t.exposeString("url", { description: "Where it points." }),
    events: t.exposeStringList("events", { description: "What it tells of, in the provider's words." }),
    state: t.exposeString("state", { description: "`registered`, `drifted` or `missing`." }),
    evidence: t.exposeString("evidence", { description: "What reading it back said." }),
    readAt: t.expose("readAt", { type: "DateTime", description: "When it was last read back." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When the provider forgets it by itself; it is renewed in the last third of its life. Null when it does not.",
    }),
  }),
});

builder.node(IntegrationRef, {
  description: "A connection to a provider, with what has been proven of it.",
  id: { resolve: (integration) => integration.id },
  loadOne: loadNode(integrationTable, "integrations:read"),
  fields: (t) => ({
    provider: t.exposeString("provider", { description: "Slug in the catalogue." }),
    providerName: t.string({
      description: "The provider's name.",
      resolve: ({ provider }) => findProvider(provider).name,
    }),
    name: t.exposeString("name", { description: "What the workspace calls it." }),
    method: t.exposeString("method", { description: "How it was connected: `oauth2`, `app`, `token` or `secret`." }),
    mode: t.expose("mode", { type: DeliveryModeEnum, description: "How facts come in." }),
    state: t.expose("state", { type: IntegrationStateEnum, description: "Where it stands." }),
    reason: t.string({
      nullable: true,
      description: "Why it is degraded or stale, or how it ended; null otherwise.",
      resolve: ({ evidence: { disconnected, degraded, stale } }) =>
        disconnected?.text ?? degraded?.reason ?? stale?.reason ?? null,
    }),
    nextStep: t.string({
      nullable: true,
      description: "What to do about it; null when there is nothing to do.",
      resolve: ({ evidence }) => evidence.degraded?.nextStep ?? evidence.stale?.nextStep ?? null,
    }),
    rungs: t.field({
      type: [RungRef],
      description: "The ladder that it has to climb.",
      resolve: (integration, _args, ctx) => rungsOf(integration, ctx.app.clock.now()),
    }),
    account: t.exposeString("account", {
      nullable: true,
      description: "What the provider calls the account; null until authorised.",
    }),
    scopes: t.exposeStringList("scopes", { description: "The scopes that were really granted." }),
    targets: t.expose("targets", { type: [TargetRef], description: "What it watches." }),
    offeredTargets: t.field({
      type: [TargetRef],
      complexity: 20,
      description: "What the provider offers to watch, asked of it now. Needs `integrations:write`.",
      resolve: (integration, _args, ctx) => listOfferedTargets(ctx, integration),
    }),
    feeds: t.field({
      type: [FeedEnum],
      description: "What it gives to the rest of Plumbline.",
      resolve: ({ provider }) => [...findProvider(provider).feeds],
    }),
    registrations: t.field({
      type: [RegistrationRef],
      complexity: 3,
      description: "Our webhooks at the provider.",
      resolve: (integration, _args, ctx) => listRegistrations(ctx, integration),
    }),
    hookUrl: t.string({
      nullable: true,
      description: "Where its deliveries go; null when it is polled.",
      resolve: (integration, _args, ctx) => (integration.mode === "webhook" ? hookUrl(ctx.app, integration) : null),
    }),
    statistics: t.field({
      type: DeliveryStatisticsRef,
      complexity: 10,
      description: "What its door did in the last 24 hours. Needs `deliveries:read`.",
      resolve: ({ workspaceId, id }, _args, ctx) => deliveryStatistics(ctx, workspaceId, id),
    }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      complexity: 2,
      description: "Whose it is; null when it belongs to the workspace as a whole.",
      resolve: ({ workspaceId, tenantId }, _args, ctx) => (tenantId ? loadTenant(ctx, workspaceId, tenantId) : null),
    }),
    credentialsExpireAt: t.expose("credentialsExpireAt", {
      type: "DateTime",
      nullable: true,
      description: "When its token ends; null when it does not, or nobody said.",
    }),
    secretOverlapEndsAt: t.expose("previousWebhookSecretUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when the webhook secret before the last rotation is taken.",
    }),
    lastDeliveryAt: t.expose("lastDeliveryAt", {
      type: "DateTime",
      nullable: true,
      description: "When a signed delivery last arrived, within a second.",
    }),
    lastSignalAt: t.expose("lastSignalAt", {
      type: "DateTime",
      nullable: true,
      description: "When it last gave a signal, within a second.",
    }),
    lastPolledAt: t.expose("lastPolledAt", {
      type: "DateTime",
      nullable: true,
      description: "When a poll last succeeded.",
    }),
    nextPollAt: t.expose("nextPollAt", { type: "DateTime", nullable: true, description: "When it is polled next." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was connected." }),
  }),
});
