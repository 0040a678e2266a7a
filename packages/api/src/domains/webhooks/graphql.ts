import { builder } from "../../graphql/builder.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { WebhookEndpointRef } from "./graphql/endpoint-type.ts";
import "./graphql/mutations.ts";
import { listWebhookEndpoints } from "./list-webhook-endpoints.ts";

builder.objectField(WorkspaceRef, "webhookEndpoints", (t) =>
  t.connection({
    type: WebhookEndpointRef,
    description: "Outbound webhook endpoints, newest first.",
    resolve: (workspace, args, ctx) => listWebhookEndpoints(ctx, workspace.id, args),
  }),
);
