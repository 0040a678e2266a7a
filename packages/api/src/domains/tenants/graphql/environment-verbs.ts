import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EnvironmentRef, WorkspaceRef } from "../../workspaces/index.ts";

import { archiveEnvironment } from "../environment/archive-environment.ts";
import { createEnvironment } from "../environment/create-environment.ts";
import { listEnvironments } from "../environment/list-environments.ts";
import { restoreEnvironment } from "../environment/restore-environment.ts";
import { updateEnvironment } from "../environment/update-environment.ts";
import { EnvironmentKindRef } from "./environment-type.ts";

const EnvironmentFilterInput = builder.inputType("EnvironmentFilter", {
  description: "Which environments; what is left out does not narrow.",
  fields: (t) => ({
    archived: t.boolean({ description: "True: the archived ones. Default: those in use." }),
    keys: t.stringList({ description: "With one of these keys." }),
    search: t.string({ description: "With this in the name or the key." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  environments: t.connection(
    {
      type: EnvironmentRef,
      description: "Environments, the oldest first. Needs `environments:read`.",
      args: { filter: t.arg({ type: EnvironmentFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listEnvironments(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateEnvironmentInput = builder.inputType("CreateEnvironmentInput", {
  description: "What a new environment is.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    key: t.string({ required: true, description: "Its name in configuration; unique." }),
    name: t.string({ required: true, description: "Its name, for people." }),
    kind: t.field({ type: EnvironmentKindRef, required: true, description: "What it is used for." }),
  }),
});

const UpdateEnvironmentInput = builder.inputType("UpdateEnvironmentInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Which." }),
    key: t.string({ description: "Its new key." }),
    name: t.string({ description: "Its new name." }),
    kind: t.field({ type: EnvironmentKindRef, description: "What it is used for." }),
  }),
});

const ArchiveEnvironmentInput = builder.inputType("ArchiveEnvironmentInput", {
  description: "Which environment is archived.",
  fields: (t) => ({ environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Which." }) }),
});

const RestoreEnvironmentInput = builder.inputType("RestoreEnvironmentInput", {
  description: "Which environment is taken back into use.",
  fields: (t) => ({ environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createEnvironment: t.field({
    type: EnvironmentRef,
    description: "Adds an environment. Needs `environments:write`.",
    args: { input: t.arg({ type: CreateEnvironmentInput, required: true, description: "What it is." }) },
    errors: refusals("CreateEnvironment", "environment"),
    resolve: (_, { input }, ctx) => createEnvironment(ctx, uuids(input)),
  }),
  updateEnvironment: t.field({
    type: EnvironmentRef,
    description: "Changes an environment. Needs `environments:write`.",
    args: { input: t.arg({ type: UpdateEnvironmentInput, required: true, description: "The change." }) },
    errors: refusals("UpdateEnvironment", "environment"),
    resolve: (_, { input }, ctx) => updateEnvironment(ctx, uuids(input)),
  }),
  archiveEnvironment: t.field({
    type: EnvironmentRef,
    description: "Archives an environment: kept with its history, out of the lists. Needs `environments:write`.",
    args: { input: t.arg({ type: ArchiveEnvironmentInput, required: true, description: "Which." }) },
    errors: refusals("ArchiveEnvironment", "environment"),
    resolve: (_, { input }, ctx) => archiveEnvironment(ctx, uuids(input)),
  }),
  restoreEnvironment: t.field({
    type: EnvironmentRef,
    description: "Takes an environment back into use. Needs `environments:write`.",
    args: { input: t.arg({ type: RestoreEnvironmentInput, required: true, description: "Which." }) },
    errors: refusals("RestoreEnvironment", "environment"),
    resolve: (_, { input }, ctx) => restoreEnvironment(ctx, uuids(input)),
  }),
}));
