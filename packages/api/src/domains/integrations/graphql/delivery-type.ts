import { deliveries } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { type DeliveryRow, loadDeliveryBody } from "../list-deliveries.ts";
import { loadIntegration } from "../load-integration.ts";
import { VerdictEnum } from "./enums.ts";
import { IntegrationRef } from "./integration-type.ts";

registerIdPrefix("Delivery", "dlv");

export const DeliveryRef = builder.objectRef<DeliveryRow>("Delivery");

const HeaderRef = builder.objectRef<{ name: string; value: string }>("DeliveryHeader").implement({
  description: "One header as it was received; credentials are replaced by `[redacted]`.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "In lower case." }),
    value: t.exposeString("value", { description: "At most 1,000 characters." }),
  }),
});

builder.node(DeliveryRef, {
  description: "One inbound webhook request as it was received. Kept 30 days.",
  id: { resolve: (delivery) => delivery.id },
  loadOne: loadNode(deliveries, "deliveries:read"),
  fields: (t) => ({
    integration: t.field({
      type: IntegrationRef,
      nullable: true,
      complexity: 2,
      description: "Whose door it came to.",
      resolve: ({ workspaceId, integrationId }, _args, ctx) => loadIntegration(ctx, workspaceId, integrationId),
    }),
    provider: t.exposeString("provider", { description: "Slug in the catalogue." }),
    event: t.exposeString("event", { nullable: true, description: "The provider's name of what happened." }),
    externalId: t.exposeString("externalId", {
      nullable: true,
      description: "The provider's id of the delivery, or a hash of its body.",
    }),
    verdict: t.expose("verdict", { type: VerdictEnum, description: "What became of it at the door." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was not taken; null when it was." }),
    headers: t.field({
      type: [HeaderRef],
      description: "Its headers.",
      resolve: ({ headers }) => Object.entries(headers).map(([name, value]) => ({ name, value })),
    }),
    body: t.string({
      nullable: true,
      complexity: 5,
      description: "Its body as text; of a refused one the first 4 KB, of a duplicate nothing.",
      resolve: (delivery, _args, ctx) => loadDeliveryBody(ctx, delivery),
    }),
    bodyBytes: t.exposeInt("bodyBytes", { description: "Bytes received." }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When its first byte came." }),
    answeredMs: t.exposeInt("answeredMs", {
      description: "Milliseconds from the first byte to the stored row, after which the answer goes out.",
    }),
    processedAt: t.expose("processedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was worked on; null while it waits.",
    }),
    signalCount: t.exposeInt("signalCount", {
      nullable: true,
      description: "New signals that came of it; null while it waits.",
    }),
    outcome: t.exposeString("outcome", { nullable: true, description: "Why no signal came of it; null when one did." }),
    replayOf: t.field({
      type: DeliveryRef,
      nullable: true,
      complexity: 2,
      description: "The delivery that somebody replayed; null for one that came from outside.",
      resolve: ({ replayOf }, _args, ctx) => (replayOf ? loadNode(deliveries, "deliveries:read")(replayOf, ctx) : null),
    }),
  }),
});
