import { tenants } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { TenantRef } from "../../workspaces/index.ts";

builder.node(TenantRef, {
  description: "One of the workspace's own customers: a brand, a shop, an account.",
  id: { resolve: (tenant) => tenant.id },
  loadOne: loadNode(tenants, "tenants:read"),
  fields: (t) => ({
    key: t.exposeString("key", { description: "The workspace's own name for it in its systems; unique." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    metadata: t.expose("metadata", { type: "JSON", description: "The workspace's own notes: a flat object of texts." }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was archived; null while it is in use.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
  }),
});
