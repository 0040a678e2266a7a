import { services } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { linkServices } from "../service/link-services.ts";
import { loadDependencies } from "../service/load-dependencies.ts";
import { unlinkServices } from "../service/unlink-services.ts";
import { ServiceRef } from "../service-ref.ts";

builder.node(ServiceRef, {
  description: "Something that the workspace operates.",
  id: { resolve: (service) => service.id },
  loadOne: loadNode(services, "services:read"),
  fields: (t) => ({
    key: t.exposeString("key", { description: "Its name in configuration, `checkout-api`; unique." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    description: t.exposeString("description", { description: "What it does, for people; may be empty." }),
    owner: t.exposeString("owner", {
      nullable: true,
      description: "The team or person that answers for it, in the workspace's own words.",
    }),
    tier: t.exposeInt("tier", { description: "1 (customers notice at once) to 4 (nobody notices for days)." }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was archived; null while it is in use.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
    dependsOn: t.field({
      type: [ServiceRef],
      description: "The services that it needs to work, by key.",
      resolve: (service, _, ctx) => loadDependencies(ctx, service, "dependsOn"),
    }),
    dependents: t.field({
      type: [ServiceRef],
      description: "The services that need it to work, by key.",
      resolve: (service, _, ctx) => loadDependencies(ctx, service, "dependents"),
    }),
  }),
});

const linkFields = {
  serviceId: "The service that needs the other one.",
  dependsOnId: "The one that it needs.",
};

const LinkServicesInput = builder.inputType("LinkServicesInput", {
  description: "Which service needs which.",
  fields: (t) => ({
    serviceId: t.globalID({ for: ServiceRef, required: true, description: linkFields.serviceId }),
    dependsOnId: t.globalID({ for: ServiceRef, required: true, description: linkFields.dependsOnId }),
  }),
});

const UnlinkServicesInput = builder.inputType("UnlinkServicesInput", {
  description: "Which service does not need which any more.",
  fields: (t) => ({
    serviceId: t.globalID({ for: ServiceRef, required: true, description: linkFields.serviceId }),
    dependsOnId: t.globalID({ for: ServiceRef, required: true, description: linkFields.dependsOnId }),
  }),
});

builder.mutationFields((t) => ({
  linkServices: t.field({
    type: ServiceRef,
    description: "Records that a service needs another one. A circle is refused and named. Needs `services:write`.",
    args: { input: t.arg({ type: LinkServicesInput, required: true, description: "Which." }) },
    errors: refusals("LinkServices", "service"),
    resolve: (_, { input }, ctx) => linkServices(ctx, uuids(input)),
  }),
  unlinkServices: t.field({
    type: ServiceRef,
    description: "Records that a service does not need another one any more. Needs `services:write`.",
    args: { input: t.arg({ type: UnlinkServicesInput, required: true, description: "Which." }) },
    errors: refusals("UnlinkServices", "service"),
    resolve: (_, { input }, ctx) => unlinkServices(ctx, uuids(input)),
  }),
}));
