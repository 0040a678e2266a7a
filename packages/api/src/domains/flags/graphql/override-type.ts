import { flagOverrides, flags } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EnvironmentRef, loadEnvironment, TenantRef } from "../../tenants/index.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { listOverrides, listTenantFlags, listTenantOverrides } from "../overrides/list-overrides.ts";
import { removeFlagOverride } from "../overrides/remove-flag-override.ts";
import { setFlagOverride } from "../overrides/set-flag-override.ts";
import { FlagOverrideKindEnum } from "./enums.ts";
import { FlagOverrideRef, FlagRef } from "./refs.ts";

builder.node(FlagOverrideRef, {
  description: "One user's or tenant's own answer in one environment.",
  id: { resolve: (override) => override.id },
  loadOne: loadOwnNode(flagOverrides),
  fields: (t) => ({
    kind: t.expose("kind", { type: FlagOverrideKindEnum, description: "Whose." }),
    subject: t.exposeString("subject", { description: "The user's `targetingKey`, or the tenant's key." }),
    variant: t.exposeString("variant", { description: "Key of the variant that it gets." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", nullable: true, description: "Until when; null for good." }),
    reason: t.exposeString("reason", { description: "Why it is there." }),
    madeBy: t.exposeString("madeBy", { description: "Who set it, as it was called then." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was first set." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last set." }),
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Of which flag.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => loadRow(ctx, flags, workspaceId, flagId),
    }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      complexity: 2,
      description: "Where.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) => loadEnvironment(ctx, workspaceId, environmentId),
    }),
  }),
});

builder.objectFields(FlagRef, (t) => ({
  overrides: t.connection(
    {
      type: FlagOverrideRef,
      description: "Users and tenants with answers of their own, the newest first.",
      args: {
        environmentId: t.arg.globalID({ for: EnvironmentRef, description: "Only there." }),
        kind: t.arg({ type: FlagOverrideKindEnum, description: "Only users', or only tenants'." }),
        search: t.arg.string({ description: "With this in the user's or tenant's key." }),
      },
      resolve: (flag, { environmentId, kind, search, ...page }, ctx) =>
        listOverrides(ctx, flag, page, {
          environmentId: environmentId?.id ?? null,
          kind: kind ?? null,
          search: search ?? null,
        }),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

builder.objectFields(TenantRef, (t) => ({
  flags: t.connection({
    type: FlagRef,
    description: "Flags that name this tenant: by an override, or on a list. Needs `flags:read`.",
    resolve: (tenant, page, ctx) => listTenantFlags(ctx, tenant, page),
  }),
  flagOverrides: t.connection({
    type: FlagOverrideRef,
    description: "The tenant's own answers, the newest first. Needs `flags:read`.",
    resolve: (tenant, page, ctx) => listTenantOverrides(ctx, tenant, page),
  }),
}));

const SetInput = builder.inputType("SetFlagOverrideInput", {
  description: "Who gets an answer of its own.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Of which flag." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    kind: t.field({ type: FlagOverrideKindEnum, required: true, description: "Whose." }),
    subject: t.string({ required: true, description: "The user's `targetingKey`, or the tenant's key." }),
    variant: t.string({ required: true, description: "Key of the variant." }),
    expiresAt: t.field({ type: "DateTime", description: "Until when; left out, for good." }),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
  }),
});

const RemoveInput = builder.inputType("RemoveFlagOverrideInput", {
  description: "Which override goes.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Of which flag." }),
    overrideId: t.globalID({ for: FlagOverrideRef, required: true, description: "Which." }),
    reason: t.string({ description: "Why." }),
  }),
});

builder.mutationFields((t) => ({
  setFlagOverride: t.field({
    type: FlagOverrideRef,
    description: "Gives a user or a tenant an answer of its own. Needs `flags:write`.",
    args: { input: t.arg({ type: SetInput, required: true, description: "Who gets what." }) },
    errors: refusals("SetFlagOverride", "override"),
    resolve: (_, { input }, ctx) => setFlagOverride(ctx, uuids(input)),
  }),
  removeFlagOverride: t.field({
    type: FlagRef,
    description: "Takes away an override. Needs `flags:write`.",
    args: { input: t.arg({ type: RemoveInput, required: true, description: "Which." }) },
    errors: refusals("RemoveFlagOverride", "flag"),
    resolve: (_, { input }, ctx) => removeFlagOverride(ctx, uuids(input)),
  }),
}));
