import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { chooseForwards } from "../forward/choose-forwards.ts";
import { reconcileIntegration } from "../reconcile/reconcile-integration.ts";
import { reconnectIntegration } from "../reconnect-integration.ts";
import { redeliverDelivery } from "../redeliver-delivery.ts";
import { DeliveryRef } from "./delivery-type.ts";
import { IntegrationRef } from "./integration-type.ts";
import { ReconciliationRef } from "./reconciliation-type.ts";

const ReconnectFieldInput = builder.inputType("ReconnectFieldInput", {
  description: "A value that the connect method asks for.",
  fields: (f) => ({
    name: f.string({ required: true, description: "The field's name." }),
    value: f.string({ required: true, description: "What was typed." }),
  }),
});

builder.mutationFields((t) => ({
  reconcileIntegration: t.field({
    type: ReconciliationRef,
    complexity: 20,
    description: "Compares an integration with its provider now, and brings what differs into order.",
    errors: refusals("ReconcileIntegration", "reconciliation"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ReconcileIntegrationInput", {
          description: "What to compare.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => reconcileIntegration(ctx, uuids(input)),
  }),
  reconnectIntegration: t.field({
    type: IntegrationRef,
    description: "Puts a newly pasted token in place of the old one, after trying it.",
    errors: refusals("ReconnectIntegration", "integration"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ReconnectIntegrationInput", {
          description: "Which integration, and what was pasted.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
            fields: f.field({
              type: [ReconnectFieldInput],
              required: true,
              description: "What the connect method asks for.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => reconnectIntegration(ctx, uuids(input)),
  }),
  chooseIntegrationForwards: t.field({
    type: IntegrationRef,
    description: "Sets which signals are handed on to an integration from now on.",
    errors: refusals("ChooseIntegrationForwards", "integration"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ChooseIntegrationForwardsInput", {
          description: "All that it shall be told from now on.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
            types: f.stringList({
              required: true,
              description: "Types of signals, `pull_request.merged`; `*` for all. Empty ends it.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => chooseForwards(ctx, uuids(input)),
  }),
  redeliverDelivery: t.field({
    type: DeliveryRef,
    description: "Asks the provider to send a delivery again; it comes through the door like any other.",
    errors: refusals("RedeliverDelivery", "delivery"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("RedeliverDeliveryInput", {
          description: "Which delivery.",
          fields: (f) => ({
            deliveryId: f.globalID({ for: DeliveryRef, required: true, description: "A delivery of the last days." }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => redeliverDelivery(ctx, uuids(input)),
  }),
}));
