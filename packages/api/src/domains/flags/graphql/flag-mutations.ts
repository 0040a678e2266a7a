import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { ServiceRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { createFlag } from "../flag/create-flag.ts";
import { updateFlag } from "../flag/update-flag.ts";
import { FlagTypeEnum, FlagValueKindEnum } from "./enums.ts";
import { FlagRef } from "./refs.ts";

const VariantInput = builder.inputType("FlagVariantInput", {
  description: "One of the values that a flag can answer.",
  fields: (t) => ({
    key: t.string({ required: true, description: "What rules call it." }),
    value: t.field({ type: "JSON", required: true, description: "What code gets; as JSON 65,536 characters at most." }),
    description: t.string({ description: "What it means, for people." }),
  }),
});

const CreateInput = builder.inputType("CreateFlagInput", {
  description: "What a new flag is; it is switched off in every environment.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    key: t.string({ required: true, description: "What code asks for; never changes." }),
    name: t.string({ description: "Its name. Default: the key." }),
    description: t.string({ description: "What it is about." }),
    type: t.field({ type: FlagTypeEnum, description: "What it is for. Default `BOOLEAN`." }),
    valueKind: t.field({
      type: FlagValueKindEnum,
      description: "What its values are. Default: as the first variant's.",
    }),
    variants: t.field({
      type: [VariantInput],
      description: "What it can answer. Default: `on` (true) and `off` (false).",
    }),
    serve: t.field({ type: "JSON", description: "What those get who are let in. Default: the first variant." }),
    defaultVariant: t.string({ description: "What everybody else gets. Default: the last variant." }),
    jsonSchema: t.field({ type: "JSON", description: "JSON Schema that every JSON variant must keep." }),
    category: t.string({ description: "What it belongs to. Default `general`." }),
    ownerUserId: t.globalID({ for: UserRef, description: "Who answers for it." }),
    serviceId: t.globalID({ for: ServiceRef, description: "The service that it belongs to." }),
    tags: t.stringList({ description: "Words to find it by; 20 at most." }),
    bucketBy: t.string({ description: "Attribute whose value decides about shares. Default `targetingKey`." }),
    reviewAt: t.field({ type: "DateTime", description: "When somebody should look whether it is still needed." }),
    draft: t.boolean({ description: "A draft answers its default until it is activated. Default false." }),
    reason: t.string({ description: "Why it is made." }),
  }),
});

/** Also what a change request takes. */
export const UpdateFlagInput = builder.inputType("UpdateFlagInput", {
  description: "What changes in every environment; what is left out stays.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    expectedVersion: t.int({ description: "The `revision` that you saw; refused when it was changed meanwhile." }),
    reason: t.string({ description: "Why." }),
    name: t.string({ description: "Its name." }),
    description: t.string({ description: "What it is about." }),
    type: t.field({ type: FlagTypeEnum, description: "What it is for." }),
    variants: t.field({ type: [VariantInput], description: "All that it can answer." }),
    jsonSchema: t.field({ type: "JSON", description: "JSON Schema for its variants; null for none." }),
    category: t.string({ description: "What it belongs to." }),
    ownerUserId: t.globalID({ for: UserRef, description: "Who answers for it; null for nobody." }),
    serviceId: t.globalID({ for: ServiceRef, description: "The service that it belongs to; null for none." }),
    tags: t.stringList({ description: "All of its tags." }),
    bucketBy: t.string({ description: "Attribute whose value decides about shares; null for `targetingKey`." }),
    reviewAt: t.field({ type: "DateTime", description: "When somebody should look at it; null for never." }),
  }),
});

builder.mutationFields((t) => ({
  createFlag: t.field({
    type: FlagRef,
    description: "Makes a flag, switched off in every environment. Needs `flags:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "What it is." }) },
    errors: refusals("CreateFlag", "flag"),
    resolve: (_, { input }, ctx) => createFlag(ctx, uuids(input)),
  }),
  updateFlag: t.field({
    type: FlagRef,
    description: "Changes what a flag is in every environment. Needs `flags:write`.",
    args: { input: t.arg({ type: UpdateFlagInput, required: true, description: "The change." }) },
    errors: refusals("UpdateFlag", "flag"),
    resolve: (_, { input }, ctx) => updateFlag(ctx, uuids(input)),
  }),
}));
