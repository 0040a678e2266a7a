import { deliveries } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { loadNode } from "../../graphql/load-node.ts";
import { totalCountOf } from "../../graphql/total-count.ts";
import { uuids } from "../../graphql/uuids.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { encodeCursor } from "../../subscriptions/cursor.ts";
import { TenantRef } from "../tenants/index.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { listCatalogue } from "./catalogue.ts";
import { deliveryStatistics } from "./delivery-statistics.ts";
import { ProviderRef } from "./graphql/catalogue-type.ts";
import { DeliveryRef } from "./graphql/delivery-type.ts";
import "./graphql/embed-fields.ts";
import { IntegrationStateEnum, VerdictEnum } from "./graphql/enums.ts";
import { IntegrationRef } from "./graphql/integration-type.ts";
import "./graphql/mutations.ts";
import "./graphql/upkeep-fields.ts";
import "./graphql/upkeep-mutations.ts";
import { DeliveryStatisticsRef } from "./graphql/statistics-type.ts";
import { isReachableFromOutside } from "./is-reachable.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { listIntegrations } from "./list-integrations.ts";
import { loadIntegration } from "./load-integration.ts";
import { integrationOf, watchDeliveries, watchIntegrations } from "./watch-integrations.ts";

const IntegrationFilterInput = builder.inputType("IntegrationFilter", {
  description: "Which integrations; what is left out does not narrow.",
  fields: (t) => ({
    provider: t.string({ description: "Slug in the catalogue." }),
    tenantId: t.globalID({ for: TenantRef, description: "Of this tenant only." }),
    states: t.field({ type: [IntegrationStateEnum], description: "In one of these states." }),
  }),
});

const MomentsInput = builder.inputType("DeliveryMoments", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

const DeliveryFilterInput = builder.inputType("DeliveryFilter", {
  description: "Which deliveries; what is left out does not narrow.",
  fields: (t) => ({
    integrationId: t.globalID({ for: IntegrationRef, description: "Of this integration only." }),
    verdicts: t.field({ type: [VerdictEnum], description: "With one of these verdicts." }),
    event: t.string({ description: "The provider's name of what happened." }),
    receivedAt: t.field({ type: MomentsInput, description: "Received in this span." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  publicUrlReachable: t.boolean({
    description: "Whether PUBLIC_URL looks reachable from the internet. Where it is not, providers are polled.",
    resolve: (_workspace, _args, ctx) => isReachableFromOutside(ctx.app.config.publicUrl),
  }),
  providers: t.field({
    type: [ProviderRef],
    complexity: { field: 5, multiplier: 10 },
    description: "The catalogue, with what is set up here.",
    resolve: (workspace, _args, ctx) => listCatalogue(ctx, workspace.id),
  }),
  deliveryStatistics: t.field({
    type: DeliveryStatisticsRef,
    complexity: 10,
    description: "What all doors of the workspace did in the last 24 hours.",
    resolve: (workspace, _args, ctx) => deliveryStatistics(ctx, workspace.id, null),
  }),
  integrations: t.connection(
    {
      type: IntegrationRef,
      description: "Connections to providers, the newest first.",
      args: { filter: t.arg({ type: IntegrationFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listIntegrations(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  deliveries: t.connection(
    {
      type: DeliveryRef,
      description: "The delivery log, the newest first.",
      args: { filter: t.arg({ type: DeliveryFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listDeliveries(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({
          complexity: 5,
          description: "How many the whole list holds.",
          resolve: (page) => totalCountOf(page),
        }),
      }),
    },
  ),
}));

builder.objectFields(IntegrationRef, (t) => ({
  deliveries: t.connection({
    type: DeliveryRef,
    description: "What came to its door, the newest first. Needs `deliveries:read`.",
    resolve: (integration, page, ctx) =>
      listDeliveries(ctx, integration.workspaceId, page, { integrationId: integration.id }),
  }),
}));

builder.objectFields(TenantRef, (t) => ({
  integrations: t.connection({
    type: IntegrationRef,
    description: "The tenant's own connections, the newest first.",
    resolve: (tenant, page, ctx) => listIntegrations(ctx, tenant.workspaceId, page, { tenantId: tenant.id }),
  }),
}));

const IntegrationPayloadRef = builder.objectRef<RecordedEvent>("IntegrationPayload").implement({
  description: "An integration that reads differently now.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    reason: t.exposeString("type", { description: "The event that changed it, `integration.state_changed`." }),
    integration: t.field({
      type: IntegrationRef,
      nullable: true,
      description: "As it is now; null when it was deleted meanwhile.",
      resolve: (event, _args, ctx) => loadIntegration(ctx, event.workspaceId, integrationOf(event)),
    }),
  }),
});

const DeliveryPayloadRef = builder.objectRef<RecordedEvent>("DeliveryPayload").implement({
  description: "A delivery that came in.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this delivery.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    delivery: t.field({
      type: DeliveryRef,
      nullable: true,
      description: "As it is now; null when it was deleted meanwhile.",
      resolve: (event, _args, ctx) => loadNode(deliveries, "deliveries:read")(event.subjectId, ctx),
    }),
  }),
});

builder.subscriptionFields((t) => ({
  integrationChanged: t.field({
    type: IntegrationPayloadRef,
    description: "Integrations as they change, and as signals arrive for them.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }, ctx) => watchIntegrations(ctx, workspaceId.id, after),
    resolve: (event) => event,
  }),
  deliveryReceived: t.field({
    type: DeliveryPayloadRef,
    description: "Deliveries as they are accepted or refused.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      integrationId: t.arg.globalID({ for: IntegrationRef, description: "Of this integration only." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, integrationId, after }) =>
      watchDeliveries(workspaceId.id, after, integrationId?.id),
    resolve: (event) => event,
  }),
}));
