import { deliveries, signals } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";
import { loadNode } from "../../graphql/load-node.ts";
import { totalCountOf } from "../../graphql/total-count.ts";
import { uuids } from "../../graphql/uuids.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { encodeCursor } from "../../subscriptions/cursor.ts";
import { DeliveryModeEnum, DeliveryRef, IntegrationRef, loadIntegration } from "../integrations/index.ts";
import { TenantRef } from "../tenants/index.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { listSignals, type SignalRow } from "./list-signals.ts";
import { loadSignal } from "./load-signal.ts";
import { watchSignals } from "./watch-signals.ts";

registerIdPrefix("Signal", "sig");

export const SignalRef = builder.objectRef<SignalRow>("Signal");

builder.node(SignalRef, {
  description: "A normalised fact from a delivery or a poll. Told any number of times, stored once.",
  id: { resolve: (signal) => signal.id },
  loadOne: loadNode(signals, "signals:read"),
  fields: (t) => ({
    type: t.exposeString("type", { description: "What it is about and what happened: `pull_request.merged`." }),
    title: t.exposeString("title", { description: "One line for people." }),
    subject: t.exposeString("subject", { description: "What it is about, `acme/shop#12`." }),
    url: t.exposeString("url", { nullable: true, description: "Where a person can see it." }),
    actor: t.exposeString("actor", { nullable: true, description: "Who did it, in the provider's words." }),
    provider: t.exposeString("provider", { description: "Slug in the catalogue." }),
    by: t.expose("by", { type: DeliveryModeEnum, description: "Which way it came." }),
    data: t.expose("data", { type: "JSON", description: "Details, by type." }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened at the provider." }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When it was stored here." }),
    integration: t.field({
      type: IntegrationRef,
      nullable: true,
      complexity: 2,
      description: "Where it came from.",
      resolve: ({ workspaceId, integrationId }, _args, ctx) => loadIntegration(ctx, workspaceId, integrationId),
    }),
    delivery: t.field({
      type: DeliveryRef,
      nullable: true,
      complexity: 2,
      description: "The delivery that told it; null when it was polled, and after 30 days.",
      resolve: ({ deliveryId }, _args, ctx) =>
        deliveryId ? loadNode(deliveries, "deliveries:read")(deliveryId, ctx) : null,
    }),
  }),
});

const SpanInput = builder.inputType("SignalMoments", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

const SignalFilterInput = builder.inputType("SignalFilter", {
  description: "Which signals; what is left out does not narrow.",
  fields: (t) => ({
    integrationId: t.globalID({ for: IntegrationRef, description: "Of this integration only." }),
    tenantId: t.globalID({ for: TenantRef, description: "Of this tenant only." }),
    provider: t.string({ description: "Slug in the catalogue." }),
    types: t.stringList({ description: "Of one of these types." }),
    receivedAt: t.field({ type: SpanInput, description: "Stored in this span." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  signals: t.connection(
    {
      type: SignalRef,
      description: "Signals, the newest first.",
      args: { filter: t.arg({ type: SignalFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listSignals(ctx, workspace.id, page, uuids(filter ?? {})),
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
  signals: t.connection({
    type: SignalRef,
    description: "What it told, the newest first.",
    resolve: (integration, page, ctx) =>
      listSignals(ctx, integration.workspaceId, page, { integrationId: integration.id }),
  }),
}));

builder.objectFields(TenantRef, (t) => ({
  signals: t.connection({
    type: SignalRef,
    description: "Signals of the tenant's own integrations, the newest first.",
    resolve: (tenant, page, ctx) => listSignals(ctx, tenant.workspaceId, page, { tenantId: tenant.id }),
  }),
}));

const SignalPayloadRef = builder.objectRef<RecordedEvent>("SignalPayload").implement({
  description: "A signal that arrived.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this signal.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    signal: t.field({
      type: SignalRef,
      description: "The signal.",
      resolve: (event, _args, ctx) => loadSignal(ctx, event.workspaceId, event.subjectId),
    }),
  }),
});

builder.subscriptionField("signalReceived", (t) =>
  t.field({
    type: SignalPayloadRef,
    description: "Signals as they arrive.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      integrationId: t.arg.globalID({ for: IntegrationRef, description: "Of this integration only." }),
      types: t.arg.stringList({ description: "Of one of these types." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, args, ctx) => watchSignals(ctx, uuids(args)),
    resolve: (event) => event,
  }),
);
