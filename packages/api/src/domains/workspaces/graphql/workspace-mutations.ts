import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { cancelWorkspaceDeletion } from "../workspace/cancel-workspace-deletion.ts";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { requestWorkspaceDeletion } from "../workspace/request-workspace-deletion.ts";
import { updateWorkspace } from "../workspace/update-workspace.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

const CreateWorkspaceInput = builder.inputType("CreateWorkspaceInput", {
  description: "What a new workspace needs.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name, for people; at most 80 characters." }),
    slug: t.string({ required: true, description: "Its place in addresses; see slugAvailability." }),
  }),
});

const UpdateWorkspaceInput = builder.inputType("UpdateWorkspaceInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "The workspace." }),
    name: t.string({ description: "Its new name." }),
    slug: t.string({ description: "Its new place in addresses; the old one is free at once." }),
  }),
});

const RequestWorkspaceDeletionInput = builder.inputType("RequestWorkspaceDeletionInput", {
  description: "Which workspace is to be deleted.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "The workspace." }),
    confirmSlug: t.string({ required: true, description: "Its slug, typed by the person." }),
  }),
});

const CancelWorkspaceDeletionInput = builder.inputType("CancelWorkspaceDeletionInput", {
  description: "Which workspace is to be kept.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "The workspace." }),
  }),
});

builder.mutationFields((t) => ({
  createWorkspace: t.field({
    type: WorkspaceRef,
    description: "Creates a workspace; the signed-in person becomes its owner.",
    args: { input: t.arg({ type: CreateWorkspaceInput, required: true, description: "What it needs." }) },
    errors: refusals("CreateWorkspace", "workspace"),
    resolve: (_, { input }, ctx) => createWorkspace(ctx, input),
  }),
  updateWorkspace: t.field({
    type: WorkspaceRef,
    description: "Renames the workspace or moves it to another slug. Needs `workspace:write`.",
    args: { input: t.arg({ type: UpdateWorkspaceInput, required: true, description: "The change." }) },
    errors: refusals("UpdateWorkspace", "workspace"),
    resolve: (_, { input }, ctx) => updateWorkspace(ctx, uuids(input)),
  }),
  requestWorkspaceDeletion: t.field({
    type: WorkspaceRef,
    description:
      "Asks for the deletion of the workspace in 14 days (a demo goes at once). Every owner is told by mail. Needs `workspace:delete`.",
    args: { input: t.arg({ type: RequestWorkspaceDeletionInput, required: true, description: "Which." }) },
    errors: refusals("RequestWorkspaceDeletion", "workspace"),
    resolve: (_, { input }, ctx) => requestWorkspaceDeletion(ctx, uuids(input)),
  }),
  cancelWorkspaceDeletion: t.field({
    type: WorkspaceRef,
    description: "Cancels a deletion within its grace period. Needs `workspace:delete`.",
    args: { input: t.arg({ type: CancelWorkspaceDeletionInput, required: true, description: "Which." }) },
    errors: refusals("CancelWorkspaceDeletion", "workspace"),
    resolve: (_, { input }, ctx) => cancelWorkspaceDeletion(ctx, uuids(input)),
  }),
}));
