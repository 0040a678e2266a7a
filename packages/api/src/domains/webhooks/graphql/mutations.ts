import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { createWebhookEndpoint, type EndpointWithSecret } from "../create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "../delete-webhook-endpoint.ts";
import { disableWebhookEndpoint } from "../disable-webhook-endpoint.ts";
import { enableWebhookEndpoint } from "../enable-webhook-endpoint.ts";
import { type RedeliveredMissed, redeliverMissedWebhooks } from "../redeliver-missed-webhooks.ts";
import { redeliverWebhookMessage } from "../redeliver-webhook-message.ts";
import { rotateWebhookEndpointSecret } from "../rotate-webhook-endpoint-secret.ts";
import { sendTestWebhook } from "../send-test-webhook.ts";
import { updateWebhookEndpoint } from "../update-webhook-endpoint.ts";
import { WebhookEndpointRef } from "./endpoint-type.ts";
import { WebhookMessageRef } from "./message-type.ts";

/** The success of the two mutations that show a secret. */
function successWithSecret(name: string) {
  return builder.objectRef<EndpointWithSecret>(name).implement({
    description: "The endpoint with its secret, which is shown this once.",
    fields: (t) => ({
      webhookEndpoint: t.expose("webhookEndpoint", { type: WebhookEndpointRef, description: "The endpoint." }),
      secret: t.exposeString("secret", {
        description: "`whsec_…`, for the receiver's Standard Webhooks library. Not shown again.",
      }),
    }),
  });
}

const eventTypesDescription = "Event types that it receives, from the query `eventTypes`; null for all.";

const CreateInput = builder.inputType("CreateWebhookEndpointInput", {
  description: "A new endpoint.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Whose events." }),
    url: t.string({ required: true, description: "Where to send them, https." }),
    description: t.string({ description: "What it is for, for people." }),
    eventTypes: t.stringList({ description: eventTypesDescription }),
  }),
});

builder.mutationField("createWebhookEndpoint", (t) =>
  t.field({
    type: successWithSecret("CreateWebhookEndpointSuccess"),
    description: "Adds an address to which the workspace's events are sent, signed.",
    errors: { ...refusals("CreateWebhookEndpoint", "webhookEndpoint"), directResult: true },
    args: { input: t.arg({ type: CreateInput, required: true, description: "The endpoint." }) },
    resolve: (_, { input }, ctx) => createWebhookEndpoint(ctx, uuids(input)),
  }),
);

const UpdateInput = builder.inputType("UpdateWebhookEndpointInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }),
    url: t.string({ description: "Where to send events, https. A new address has to prove itself anew." }),
    description: t.string({ description: "What it is for, for people." }),
    eventTypes: t.stringList({ description: eventTypesDescription }),
  }),
});

builder.mutationField("updateWebhookEndpoint", (t) =>
  t.field({
    type: WebhookEndpointRef,
    description: "Changes an endpoint's address, description or choice of events.",
    errors: refusals("UpdateWebhookEndpoint", "webhookEndpoint"),
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    resolve: (_, { input }, ctx) => updateWebhookEndpoint(ctx, uuids(input)),
  }),
);

const RotateInput = builder.inputType("RotateWebhookEndpointSecretInput", {
  description: "Which secret to replace.",
  fields: (t) => ({
    id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }),
    overlapHours: t.int({ description: "Hours for which deliveries carry both signatures, 0 to 168. Default 24." }),
  }),
});

builder.mutationField("rotateWebhookEndpointSecret", (t) =>
  t.field({
    type: successWithSecret("RotateWebhookEndpointSecretSuccess"),
    description: "Makes a new secret; until the overlap ends deliveries are signed with both.",
    errors: { ...refusals("RotateWebhookEndpointSecret", "webhookEndpoint"), directResult: true },
    args: { input: t.arg({ type: RotateInput, required: true, description: "The endpoint and the overlap." }) },
    resolve: (_, { input }, ctx) => rotateWebhookEndpointSecret(ctx, uuids(input)),
  }),
);

const DisableInput = builder.inputType("DisableWebhookEndpointInput", {
  description: "What to switch off.",
  fields: (t) => ({
    id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }),
    reason: t.string({ description: "Why, for the other members." }),
  }),
});

builder.mutationField("disableWebhookEndpoint", (t) =>
  t.field({
    type: WebhookEndpointRef,
    description: "Sends nothing more to an endpoint until it is enabled again.",
    errors: refusals("DisableWebhookEndpoint", "webhookEndpoint"),
    args: { input: t.arg({ type: DisableInput, required: true, description: "The endpoint." }) },
    resolve: (_, { input }, ctx) => disableWebhookEndpoint(ctx, uuids(input)),
  }),
);

const endpointVerbs = [
  {
    field: "enableWebhookEndpoint",
    name: "EnableWebhookEndpoint",
    description: "Sends to an endpoint again, from the next event on.",
    verb: enableWebhookEndpoint,
  },
  {
    field: "deleteWebhookEndpoint",
    name: "DeleteWebhookEndpoint",
    description: "Deletes an endpoint and its secrets for good.",
    verb: deleteWebhookEndpoint,
  },
] as const;

for (const { field, name, description, verb } of endpointVerbs) {
  const Input = builder.inputType(`${name}Input`, {
    description: "Which endpoint.",
    fields: (t) => ({ id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }) }),
  });
  builder.mutationField(field, (t) =>
    t.field({
      type: WebhookEndpointRef,
      description,
      errors: refusals(name, "webhookEndpoint"),
      args: { input: t.arg({ type: Input, required: true, description: "The endpoint." }) },
      resolve: (_, { input }, ctx) => verb(ctx, uuids(input)),
    }),
  );
}

const TestInput = builder.inputType("SendTestWebhookInput", {
  description: "Which endpoint to try.",
  fields: (t) => ({ id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }) }),
});

builder.mutationField("sendTestWebhook", (t) =>
  t.field({
    type: WebhookMessageRef,
    description:
      "Sends the event `webhook_endpoint.tested` by the same path as every other; its attempts tell how it went.",
    errors: refusals("SendTestWebhook", "webhookMessage"),
    args: { input: t.arg({ type: TestInput, required: true, description: "The endpoint." }) },
    resolve: (_, { input }, ctx) => sendTestWebhook(ctx, uuids(input)),
  }),
);

const RedeliverInput = builder.inputType("RedeliverWebhookMessageInput", {
  description: "Which message to send again.",
  fields: (t) => ({ id: t.globalID({ for: WebhookMessageRef, required: true, description: "Which message." }) }),
});

builder.mutationField("redeliverWebhookMessage", (t) =>
  t.field({
    type: WebhookMessageRef,
    description: "Sends a message again now, with the same `webhook-id`; if that fails its retries begin anew.",
    errors: refusals("RedeliverWebhookMessage", "webhookMessage"),
    args: { input: t.arg({ type: RedeliverInput, required: true, description: "The message." }) },
    resolve: (_, { input }, ctx) => redeliverWebhookMessage(ctx, uuids(input)),
  }),
);

const RedeliverMissedInput = builder.inputType("RedeliverMissedWebhooksInput", {
  description: "What to send again.",
  fields: (t) => ({
    id: t.globalID({ for: WebhookEndpointRef, required: true, description: "Which endpoint." }),
    since: t.field({
      type: "DateTime",
      required: true,
      description: "Messages made since then; they are kept thirty days.",
    }),
  }),
});

const RedeliverMissedSuccess = builder.objectRef<RedeliveredMissed>("RedeliverMissedWebhooksSuccess").implement({
  description: "The endpoint, and how much is sent again.",
  fields: (t) => ({
    webhookEndpoint: t.expose("webhookEndpoint", { type: WebhookEndpointRef, description: "The endpoint." }),
    redelivered: t.exposeInt("redelivered", {
      description: "Messages that are sent again: 1000 at most, the oldest first. Ask again for more.",
    }),
  }),
});

builder.mutationField("redeliverMissedWebhooks", (t) =>
  t.field({
    type: RedeliverMissedSuccess,
    description: "Sends again what an endpoint missed: what failed to the end, or was cancelled while it was disabled.",
    errors: { ...refusals("RedeliverMissedWebhooks", "webhookEndpoint"), directResult: true },
    args: { input: t.arg({ type: RedeliverMissedInput, required: true, description: "The endpoint and the moment." }) },
    resolve: (_, { input }, ctx) => redeliverMissedWebhooks(ctx, uuids(input)),
  }),
);
