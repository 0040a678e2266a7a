import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { TenantRef, WorkspaceRef } from "../../workspaces/index.ts";

import { archiveTenant } from "../tenant/archive-tenant.ts";
import { createTenant } from "../tenant/create-tenant.ts";
import { listTenants } from "../tenant/list-tenants.ts";
import { restoreTenant } from "../tenant/restore-tenant.ts";
import { updateTenant } from "../tenant/update-tenant.ts";

const TenantFilterInput = builder.inputType("TenantFilter", {
  description: "Which tenants; what is left out does not narrow.",
  fields: (t) => ({
    archived: t.boolean({ description: "True: the archived ones. Default: those in use." }),
    keys: t.stringList({ description: "With one of these keys." }),
    search: t.string({ description: "With this in the name or the key." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  tenants: t.connection(
    {
      type: TenantRef,
      description: "Tenants, by key. Needs `tenants:read`.",
      args: { filter: t.arg({ type: TenantFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listTenants(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateTenantInput = builder.inputType("CreateTenantInput", {
  description: "What a new tenant is.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    key: t.string({ required: true, description: "Your own name for it in your systems; unique." }),
    name: t.string({ required: true, description: "Its name, for people." }),
    metadata: t.field({ type: "JSON", description: "Your own notes: a flat object of texts." }),
  }),
});

const UpdateTenantInput = builder.inputType("UpdateTenantInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    tenantId: t.globalID({ for: TenantRef, required: true, description: "Which." }),
    key: t.string({ description: "Its new key." }),
    name: t.string({ description: "Its new name." }),
    metadata: t.field({ type: "JSON", description: "Its new notes, all of them." }),
  }),
});

const ArchiveTenantInput = builder.inputType("ArchiveTenantInput", {
  description: "Which tenant is archived.",
  fields: (t) => ({ tenantId: t.globalID({ for: TenantRef, required: true, description: "Which." }) }),
});

const RestoreTenantInput = builder.inputType("RestoreTenantInput", {
  description: "Which tenant is taken back into use.",
  fields: (t) => ({ tenantId: t.globalID({ for: TenantRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createTenant: t.field({
    type: TenantRef,
    description: "Adds a tenant. Needs `tenants:write`.",
    args: { input: t.arg({ type: CreateTenantInput, required: true, description: "What it is." }) },
    errors: refusals("CreateTenant", "tenant"),
    resolve: (_, { input }, ctx) => createTenant(ctx, uuids(input)),
  }),
  updateTenant: t.field({
    type: TenantRef,
    description: "Changes a tenant. Needs `tenants:write`.",
    args: { input: t.arg({ type: UpdateTenantInput, required: true, description: "The change." }) },
    errors: refusals("UpdateTenant", "tenant"),
    resolve: (_, { input }, ctx) => updateTenant(ctx, uuids(input)),
  }),
  archiveTenant: t.field({
    type: TenantRef,
    description: "Archives a tenant: kept with its history, out of the lists. Needs `tenants:write`.",
    args: { input: t.arg({ type: ArchiveTenantInput, required: true, description: "Which." }) },
    errors: refusals("ArchiveTenant", "tenant"),
    resolve: (_, { input }, ctx) => archiveTenant(ctx, uuids(input)),
  }),
  restoreTenant: t.field({
    type: TenantRef,
    description: "Takes a tenant back into use. Needs `tenants:write`.",
    args: { input: t.arg({ type: RestoreTenantInput, required: true, description: "Which." }) },
    errors: refusals("RestoreTenant", "tenant"),
    resolve: (_, { input }, ctx) => restoreTenant(ctx, uuids(input)),
  }),
}));
