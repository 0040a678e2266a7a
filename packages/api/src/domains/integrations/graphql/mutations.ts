import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { checkIntegration } from "../check-integration.ts";
import { chooseTargets } from "../choose-targets.ts";
import type { ConnectStep } from "../connect/first-step.ts";
import { type ConnectedIntegration, connectIntegration } from "../connect-integration.ts";
import { disconnectIntegration } from "../disconnect-integration.ts";
import { replayDelivery } from "../replay-delivery.ts";
import { rotateWebhookSecret } from "../rotate-webhook-secret.ts";
import { sendTestDelivery, type TestHop } from "../send-test-delivery.ts";
import { startConnect } from "../start-connect.ts";
import { updateIntegration } from "../update-integration.ts";
import { DeliveryRef } from "./delivery-type.ts";
import { ConnectMethodEnum, DeliveryModeEnum } from "./enums.ts";
import { IntegrationRef } from "./integration-type.ts";

const FieldInput = builder.inputType("ConnectFieldInput", {
  description: "A value that a connect method asks for.",
  fields: (t) => ({
    name: t.string({ required: true, description: "The field's name." }),
    value: t.string({ required: true, description: "What was typed." }),
  }),
});

const ConnectedRef = builder.objectRef<ConnectedIntegration>("ConnectedIntegration").implement({
  description: "An integration with what is shown this once.",
  fields: (t) => ({
    integration: t.expose("integration", { type: IntegrationRef, description: "The integration." }),
    hookUrl: t.exposeString("hookUrl", { nullable: true, description: "Where deliveries go; null when it is polled." }),
    secret: t.exposeString("secret", {
      nullable: true,
      description: "The webhook secret, shown this once; null where we tell the provider ourselves.",
    }),
    curl: t.exposeString("curl", { nullable: true, description: "A signed first delivery to paste into a terminal." }),
  }),
});

builder.mutationField("connectIntegration", (t) =>
  t.field({
    type: ConnectedRef,
    description: "Connects a provider by a pasted token, or opens a door for signed webhooks.",
    errors: refusals("ConnectIntegration", "connected"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ConnectIntegrationInput", {
          description: "What to connect.",
          fields: (f) => ({
            workspaceId: f.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
            provider: f.string({ required: true, description: "Slug in the catalogue." }),
            name: f.string({ description: "What to call it. Default the provider's name and account." }),
            tenantId: f.globalID({ for: TenantRef, description: "Whose it is. Default the workspace's as a whole." }),
            fields: f.field({ type: [FieldInput], description: "What the connect method asks for." }),
            mode: f.field({
              type: DeliveryModeEnum,
              description: "Default by whether PUBLIC_URL can be reached from outside.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => connectIntegration(ctx, uuids(input)),
  }),
);

const PostFieldRef = builder.objectRef<{ name: string; value: string }>("ConnectFormField").implement({
  description: "A field to post.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    value: t.exposeString("value", { description: "Its value." }),
  }),
});

const StepRef = builder.objectRef<ConnectStep>("ConnectStep").implement({
  description: "Where the browser goes to connect.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "Follow it, or post the form to it." }),
    form: t.field({
      type: [PostFieldRef],
      nullable: true,
      description: "Fields to post; null for a plain redirect. `/connect/{provider}` does this by itself.",
      resolve: ({ form }) => (form ? Object.entries(form).map(([name, value]) => ({ name, value })) : null),
    }),
  }),
});

builder.mutationField("startConnect", (t) =>
  t.field({
    type: StepRef,
    description: "Begins connecting in the browser, by OAuth or an app's manifest. For signed-in members.",
    errors: refusals("StartConnect", "step"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("StartConnectInput", {
          description: "What to connect, and how.",
          fields: (f) => ({
            workspaceId: f.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
            provider: f.string({ required: true, description: "Slug in the catalogue." }),
            method: f.field({
              type: ConnectMethodEnum,
              description: "OAUTH2 or APP. Default the first that the provider has.",
            }),
            name: f.string({ description: "What to call it." }),
            tenantId: f.globalID({ for: TenantRef, description: "Whose it is. Default the workspace's as a whole." }),
            fields: f.field({ type: [FieldInput], description: "What the connect method asks for." }),
            mode: f.field({
              type: DeliveryModeEnum,
              description: "Default by whether PUBLIC_URL can be reached from outside.",
            }),
            integrationId: f.globalID({
              for: IntegrationRef,
              description: "Set to connect an existing integration again.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => startConnect(ctx, uuids(input) as Parameters<typeof startConnect>[1]),
  }),
);

const byId = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (f) => ({
      integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
    }),
  });

builder.mutationFields((t) => ({
  chooseIntegrationTargets: t.field({
    type: IntegrationRef,
    description: "Sets what the integration watches; makes and reads back its webhooks at the provider.",
    errors: refusals("ChooseIntegrationTargets", "integration"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ChooseIntegrationTargetsInput", {
          description: "All that it shall watch from now on.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
            targets: f.stringList({ required: true, description: "The provider's ids, `acme/shop`. At most 100." }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => chooseTargets(ctx, uuids(input)),
  }),
  updateIntegration: t.field({
    type: IntegrationRef,
    description: "Renames an integration, moves it between webhook and polling, or sets how long it may be silent.",
    errors: refusals("UpdateIntegration", "integration"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("UpdateIntegrationInput", {
          description: "What to change; what is left out stays.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
            name: f.string({ description: "What to call it." }),
            mode: f.field({ type: DeliveryModeEnum, description: "How facts come in." }),
            quietAfterSeconds: f.int({
              description: "Seconds of silence until it is stale, an hour to a year; 0 goes back to the provider's.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => updateIntegration(ctx, uuids(input)),
  }),
  checkIntegration: t.field({
    type: IntegrationRef,
    description: "Asks the provider now whether credentials and webhooks are right.",
    errors: refusals("CheckIntegration", "integration"),
    args: { input: t.arg({ required: true, type: byId("CheckIntegrationInput", "What to check.") }) },
    resolve: (_root, { input }, ctx) => checkIntegration(ctx, uuids(input)),
  }),
  disconnectIntegration: t.field({
    type: IntegrationRef,
    description: "Ends an integration: removes its webhooks, revokes its access, deletes its secrets.",
    errors: refusals("DisconnectIntegration", "integration"),
    args: { input: t.arg({ required: true, type: byId("DisconnectIntegrationInput", "What to end.") }) },
    resolve: (_root, { input }, ctx) => disconnectIntegration(ctx, uuids(input)),
  }),
  rotateWebhookSecret: t.field({
    type: ConnectedRef,
    description: "Replaces the webhook secret; the old one stays good for the overlap.",
    errors: refusals("RotateWebhookSecret", "connected"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("RotateWebhookSecretInput", {
          description: "Whose secret, and how long the old one lives.",
          fields: (f) => ({
            integrationId: f.globalID({ for: IntegrationRef, required: true, description: "Which integration." }),
            overlapMinutes: f.int({
              description: "Minutes that the old secret stays good. Default 1440; 0 ends it at once.",
            }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => rotateWebhookSecret(ctx, uuids(input)),
  }),
}));

const HopRef = builder.objectRef<TestHop>("TestHop").implement({
  description: "One step of a test delivery's way.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "`asked`, `sent`, `answered`, `received` or `processed`." }),
    at: t.expose("at", { type: "DateTime", nullable: true, description: "When; null when it did not happen in time." }),
    ok: t.exposeBoolean("ok", { description: "Whether it went well." }),
    detail: t.exposeString("detail", { description: "What happened, for people." }),
  }),
});

const TestRef = builder.objectRef<Awaited<ReturnType<typeof sendTestDelivery>>>("TestDelivery").implement({
  description: "The way of a test delivery.",
  fields: (t) => ({
    integration: t.expose("integration", { type: IntegrationRef, description: "As it was before the test." }),
    hops: t.expose("hops", { type: [HopRef], description: "Each step with its time; the first that failed says why." }),
  }),
});

builder.mutationFields((t) => ({
  sendTestDelivery: t.field({
    type: TestRef,
    complexity: 20,
    description: "Sends a test delivery the real way and watches it arrive, for eight seconds at most.",
    errors: refusals("SendTestDelivery", "test"),
    args: { input: t.arg({ required: true, type: byId("SendTestDeliveryInput", "What to test.") }) },
    resolve: (_root, { input }, ctx) => sendTestDelivery(ctx, uuids(input)),
  }),
  replayDelivery: t.field({
    type: DeliveryRef,
    description: "Has a stored delivery worked on again, as a delivery of its own.",
    errors: refusals("ReplayDelivery", "delivery"),
    args: {
      input: t.arg({
        required: true,
        type: builder.inputType("ReplayDeliveryInput", {
          description: "Which delivery.",
          fields: (f) => ({
            deliveryId: f.globalID({ for: DeliveryRef, required: true, description: "An accepted delivery." }),
          }),
        }),
      }),
    },
    resolve: (_root, { input }, ctx) => replayDelivery(ctx, uuids(input)),
  }),
}));
