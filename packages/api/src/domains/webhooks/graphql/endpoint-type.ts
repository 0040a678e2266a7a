import { webhookEndpoints } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { ClaimRef } from "../../../graphql/claim-type.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { endpointClaim } from "../endpoint-claim.ts";
import type { WebhookEndpoint } from "../require-webhook-endpoint.ts";
import "../webhook-ids.ts";

export const WebhookEndpointRef = builder.objectRef<WebhookEndpoint>("WebhookEndpoint");

builder.node(WebhookEndpointRef, {
  description: "An address of the workspace's own to which events are sent, signed as Standard Webhooks says.",
  id: { resolve: (endpoint) => endpoint.id },
  loadOne: loadNode(webhookEndpoints, "webhooks:read"),
  fields: (t) => ({
    url: t.exposeString("url", { description: "Where events are sent." }),
    description: t.exposeString("description", { description: "What it is for, for people." }),
    eventTypes: t.exposeStringList("eventTypes", {
      nullable: true,
      description: "Event types that it receives; null for all.",
    }),
    claim: t.field({ type: ClaimRef, description: "Whether events reach it, with the proof.", resolve: endpointClaim }),
    disabledAt: t.expose("disabledAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when nothing is sent; null while it is on.",
    }),
    disabledReason: t.exposeString("disabledReason", { nullable: true, description: "Why nothing is sent." }),
    failingSince: t.expose("failingSince", {
      type: "DateTime",
      nullable: true,
      description: "First failure since it last worked; after 24 h of nothing but failures it is disabled.",
    }),
    previousSecretUntil: t.expose("previousSecretUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when deliveries also carry the previous secret's signature.",
    }),
    secretRotatedAt: t.expose("secretRotatedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the secret was last replaced.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was added." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When somebody last changed it." }),
    deletedAt: t.expose("deletedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was deleted; lists leave such endpoints out.",
    }),
  }),
});
