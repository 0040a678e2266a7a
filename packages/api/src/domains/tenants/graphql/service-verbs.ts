import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { archiveService } from "../service/archive-service.ts";
import { createService } from "../service/create-service.ts";
import { listServices } from "../service/list-services.ts";
import { restoreService } from "../service/restore-service.ts";
import { updateService } from "../service/update-service.ts";
import { ServiceRef } from "../service-ref.ts";

const ServiceFilterInput = builder.inputType("ServiceFilter", {
  description: "Which services; what is left out does not narrow.",
  fields: (t) => ({
    archived: t.boolean({ description: "True: the archived ones. Default: those in use." }),
    keys: t.stringList({ description: "With one of these keys." }),
    search: t.string({ description: "With this in the name or the key." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  services: t.connection(
    {
      type: ServiceRef,
      description: "Services, by key. Needs `services:read`.",
      args: { filter: t.arg({ type: ServiceFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listServices(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateServiceInput = builder.inputType("CreateServiceInput", {
  description: "What a new service is.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    key: t.string({ required: true, description: "Its name in configuration; unique." }),
    name: t.string({ required: true, description: "Its name, for people." }),
    description: t.string({ description: "What it does, for people." }),
    owner: t.string({ description: "The team or person that answers for it." }),
    tier: t.int({ description: "1 (customers notice at once) to 4 (nobody notices for days). Default 3." }),
  }),
});

const UpdateServiceInput = builder.inputType("UpdateServiceInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    serviceId: t.globalID({ for: ServiceRef, required: true, description: "Which." }),
    key: t.string({ description: "Its new key." }),
    name: t.string({ description: "Its new name." }),
    description: t.string({ description: "What it does, for people." }),
    owner: t.string({ description: "Who answers for it; an empty text for nobody." }),
    tier: t.int({ description: "1 to 4." }),
  }),
});

const ArchiveServiceInput = builder.inputType("ArchiveServiceInput", {
  description: "Which service is archived.",
  fields: (t) => ({ serviceId: t.globalID({ for: ServiceRef, required: true, description: "Which." }) }),
});

const RestoreServiceInput = builder.inputType("RestoreServiceInput", {
  description: "Which service is taken back into use.",
  fields: (t) => ({ serviceId: t.globalID({ for: ServiceRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createService: t.field({
    type: ServiceRef,
    description: "Adds a service. Needs `services:write`.",
    args: { input: t.arg({ type: CreateServiceInput, required: true, description: "What it is." }) },
    errors: refusals("CreateService", "service"),
    resolve: (_, { input }, ctx) => createService(ctx, uuids(input)),
  }),
  updateService: t.field({
    type: ServiceRef,
    description: "Changes a service. Needs `services:write`.",
    args: { input: t.arg({ type: UpdateServiceInput, required: true, description: "The change." }) },
    errors: refusals("UpdateService", "service"),
    resolve: (_, { input }, ctx) => updateService(ctx, uuids(input)),
  }),
  archiveService: t.field({
    type: ServiceRef,
    description: "Archives a service: kept with its history, out of the lists. Needs `services:write`.",
    args: { input: t.arg({ type: ArchiveServiceInput, required: true, description: "Which." }) },
    errors: refusals("ArchiveService", "service"),
    resolve: (_, { input }, ctx) => archiveService(ctx, uuids(input)),
  }),
  restoreService: t.field({
    type: ServiceRef,
    description: "Takes a service back into use. Needs `services:write`.",
    args: { input: t.arg({ type: RestoreServiceInput, required: true, description: "Which." }) },
    errors: refusals("RestoreService", "service"),
    resolve: (_, { input }, ctx) => restoreService(ctx, uuids(input)),
  }),
}));
