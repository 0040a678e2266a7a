import { events, webhookAttempts, webhookEndpoints, webhookMessages } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { listWebhookMessages } from "../list-webhook-messages.ts";
import { loadWebhookAttempts, type WebhookAttempt } from "../load-webhook-attempts.ts";
import type { WebhookMessage } from "../require-webhook-message.ts";
import "../webhook-ids.ts";
import { WebhookEndpointRef } from "./endpoint-type.ts";

export const WebhookMessageRef = builder.objectRef<WebhookMessage>("WebhookMessage");

const WebhookMessageStateRef = builder.enumType("WebhookMessageState", {
  description: "How far a message got.",
  values: {
    PENDING: { value: "pending" as const, description: "An attempt is planned or under way." },
    DELIVERED: { value: "delivered" as const, description: "The endpoint answered with a 2xx." },
    FAILED: { value: "failed" as const, description: "Every attempt of the schedule failed." },
    CANCELLED: {
      value: "cancelled" as const,
      description: "The endpoint was disabled or deleted before it was delivered.",
    },
  },
});

const stateComparator = builder.inputType("WebhookMessageStateFilter", {
  description: "Compares a message's state.",
  fields: (t) => ({ in: t.field({ type: [WebhookMessageStateRef], description: "Any of these." }) }),
});

const typeComparator = builder.inputType("WebhookMessageEventTypeFilter", {
  description: "Compares a message's event type.",
  fields: (t) => ({ in: t.stringList({ description: "Any of these." }) }),
});

const WebhookMessageFilterInput = builder.inputType("WebhookMessageFilter", {
  description: "Which messages of an endpoint.",
  fields: (t) => ({
    state: t.field({ type: stateComparator, description: "By state." }),
    eventType: t.field({ type: typeComparator, description: "By event type." }),
  }),
});

const WebhookAttemptRef = builder.objectRef<WebhookAttempt>("WebhookAttempt");

builder.node(WebhookAttemptRef, {
  description: "One try at delivering one message, as it went.",
  id: { resolve: (attempt) => attempt.id },
  loadOne: loadNode(webhookAttempts, "webhooks:read"),
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1 for the first." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    durationMs: t.exposeInt("durationMs", { description: "Milliseconds until the answer, or until it failed." }),
    status: t.exposeInt("status", { nullable: true, description: "HTTP status; null when there was no answer." }),
    error: t.exposeString("error", {
      nullable: true,
      description: "Why it did not count as delivered; null when it did.",
    }),
    response: t.exposeString("response", { nullable: true, description: "The first KiB of the answer's body." }),
  }),
});

builder.node(WebhookMessageRef, {
  description:
    "One event on its way to one endpoint. Its id is the `webhook-id` that the receiver sees, the same in each attempt.",
  id: { resolve: (message) => message.id },
  loadOne: loadNode(webhookMessages, "webhooks:read"),
  fields: (t) => ({
    eventType: t.exposeString("eventType", { description: "The event's type." }),
    state: t.expose("state", { type: WebhookMessageStateRef, description: "How far it got." }),
    nextAttemptAt: t.expose("nextAttemptAt", {
      type: "DateTime",
      nullable: true,
      description: "When the next attempt is made; null when none is planned.",
    }),
    deliveredAt: t.expose("deliveredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the endpoint last took it.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    attempts: t.field({
      type: [WebhookAttemptRef],
      description: "Every attempt, first to last.",
      resolve: (message, _, ctx) => loadWebhookAttempts(ctx, message),
    }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: "What happened; the body is made from it.",
      resolve: (message, _, ctx) => loadRow(ctx, events, message.workspaceId, message.eventId),
    }),
    endpoint: t.field({
      type: WebhookEndpointRef,
      nullable: true,
      description: "Where it goes.",
      resolve: (message, _, ctx) => loadRow(ctx, webhookEndpoints, message.workspaceId, message.endpointId),
    }),
  }),
});

builder.objectField(WebhookEndpointRef, "messages", (t) =>
  t.connection({
    type: WebhookMessageRef,
    description: "What was, or will be, sent to it, newest first. Kept thirty days.",
    args: { filter: t.arg({ type: WebhookMessageFilterInput, description: "Only these." }) },
    resolve: (endpoint, args, ctx) => listWebhookMessages(ctx, endpoint, args),
  }),
);
