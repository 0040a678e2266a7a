import { flagEnvironments } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EnvironmentRef, loadEnvironment } from "../../tenants/index.ts";
import { findFlagEnvironment } from "../settings/find-flag-environment.ts";
import { setFlagEnvironmentSettings } from "../settings/set-flag-environment-settings.ts";
import { FlagEnvironmentRef } from "./refs.ts";

builder.node(FlagEnvironmentRef, {
  description: "An environment as flags see it.",
  id: { resolve: (row) => row.id },
  loadOne: loadNode(flagEnvironments, "flags:read"),
  fields: (t) => ({
    version: t.exposeFloat("version", { description: "Version of its flags; grows with every change of an answer." }),
    requiresApproval: t.exposeBoolean("requiresApproval", {
      description: "Whether a second member must approve every change of what it answers. Kills never wait.",
    }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      complexity: 2,
      description: "The environment.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) => loadEnvironment(ctx, workspaceId, environmentId),
    }),
  }),
});

builder.objectFields(EnvironmentRef, (t) => ({
  flagSettings: t.field({
    type: FlagEnvironmentRef,
    nullable: true,
    complexity: 2,
    description: "How flags are changed here. Needs `flags:read`; null without.",
    resolve: (environment, _args, ctx) => findFlagEnvironment(ctx, environment),
  }),
}));

const SettingsInput = builder.inputType("SetFlagEnvironmentSettingsInput", {
  description: "How flags are changed in an environment.",
  fields: (t) => ({
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    requiresApproval: t.boolean({ required: true, description: "Whether a second member must approve changes." }),
  }),
});

builder.mutationField("setFlagEnvironmentSettings", (t) =>
  t.field({
    type: FlagEnvironmentRef,
    description: "Chooses whether a second member must approve changes of flags. Needs `flag_settings:write`.",
    args: { input: t.arg({ type: SettingsInput, required: true, description: "How." }) },
    errors: refusals("SetFlagEnvironmentSettings", "settings"),
    resolve: (_, { input }, ctx) => setFlagEnvironmentSettings(ctx, uuids(input)),
  }),
);
