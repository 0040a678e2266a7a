import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EnvironmentRef } from "../../tenants/index.ts";
import { killFlag } from "../configuration/kill-flag.ts";
import { reviveFlag } from "../configuration/revive-flag.ts";
import { updateFlagConfiguration } from "../configuration/update-flag-configuration.ts";
import { FlagConfigurationRef, FlagRef } from "./refs.ts";

/** Also what a change request takes. */
export const UpdateFlagConfigurationInput = builder.inputType("UpdateFlagConfigurationInput", {
  description:
    "What changes in one environment; what is left out stays. JSON is shaped as `@plumbline/sdk/flags` has it.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    expectedVersion: t.int({ description: "The `version` that you saw; refused when it was changed meanwhile." }),
    reason: t.string({ description: "Why." }),
    enabled: t.boolean({ description: "Switched off it answers its default." }),
    serve: t.field({ type: "JSON", description: "What those get who are let in: a variant's key, or a split." }),
    defaultVariant: t.string({ description: "Key of the variant for everyone else." }),
    schedule: t.field({ type: "JSON", description: "The window of time: `from`, `until`; null for always." }),
    deny: t.field({ type: "JSON", description: "Who never gets it: `users`, `tenants`; null for nobody." }),
    allow: t.field({ type: "JSON", description: "Who always gets it: `users`, `tenants`; null for nobody." }),
    prerequisites: t.field({ type: "JSON", description: "All flags that must answer certain variants." }),
    rules: t.field({ type: "JSON", description: "All rules in their order; one without an id is given one." }),
    rollout: t.field({ type: "JSON", description: "The share that gets it: `percentage`; null for everyone." }),
  }),
});

const KillInput = builder.inputType("KillFlagInput", {
  description: "What is killed, and why.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
  }),
});

const ReviveInput = builder.inputType("ReviveFlagInput", {
  description: "What works again, and why.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
  }),
});

builder.mutationFields((t) => ({
  updateFlagConfiguration: t.field({
    type: FlagConfigurationRef,
    description: "Changes what a flag does in one environment. Needs `flags:write`.",
    args: { input: t.arg({ type: UpdateFlagConfigurationInput, required: true, description: "The change." }) },
    errors: refusals("UpdateFlagConfiguration", "configuration"),
    resolve: (_, { input }, ctx) => updateFlagConfiguration(ctx, uuids(input)),
  }),
  killFlag: t.field({
    type: FlagConfigurationRef,
    description: "Makes a flag answer its default in one environment at once, without approval. Needs `flags:write`.",
    args: { input: t.arg({ type: KillInput, required: true, description: "What, and why." }) },
    errors: refusals("KillFlag", "configuration"),
    resolve: (_, { input }, ctx) => killFlag(ctx, uuids(input)),
  }),
  reviveFlag: t.field({
    type: FlagConfigurationRef,
    description: "Takes back a kill. Needs `flags:write`.",
    args: { input: t.arg({ type: ReviveInput, required: true, description: "What, and why." }) },
    errors: refusals("ReviveFlag", "configuration"),
    resolve: (_, { input }, ctx) => reviveFlag(ctx, uuids(input)),
  }),
}));
