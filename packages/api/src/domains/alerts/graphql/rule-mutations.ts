import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { createAlertRule } from "../rules/create-alert-rule.ts";
import { deleteAlertRule } from "../rules/delete-alert-rule.ts";
import { disableAlertRule, enableAlertRule } from "../rules/switch-alert-rule.ts";
import { updateAlertRule } from "../rules/update-alert-rule.ts";
import { AlertSeverityEnum } from "./enums.ts";
import { AlertRuleRef } from "./refs.ts";

const definitionWords =
  "Condition, grouping, routes and the rest; docs/guides/alerts.md lists every field. A refusal names the path of what is wrong.";

const CreateInput = builder.inputType("CreateAlertRuleInput", {
  description: "What a new rule watches.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "Its name; its alerts have it as their title." }),
    owner: t.string({ description: "Who answers for it, in the workspace's own words." }),
    severity: t.field({ type: AlertSeverityEnum, required: true, description: "How bad its alerts are." }),
    tenantId: t.globalID({ for: TenantRef, description: "Only what belongs to this tenant; left out, everything." }),
    enabled: t.boolean({ description: "Whether it is evaluated from now on. Default true." }),
    definition: t.field({ type: "JSON", required: true, description: definitionWords }),
  }),
});

const UpdateInput = builder.inputType("UpdateAlertRuleInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    ruleId: t.globalID({ for: AlertRuleRef, required: true, description: "Which." }),
    name: t.string({ description: "Its name." }),
    owner: t.string({ description: "Who answers for it; an empty text for nobody." }),
    severity: t.field({ type: AlertSeverityEnum, description: "How bad its alerts are." }),
    tenantId: t.globalID({ for: TenantRef, description: "Only what belongs to this tenant; null for everything." }),
    definition: t.field({ type: "JSON", description: `The whole new definition. ${definitionWords}` }),
  }),
});

builder.mutationFields((t) => ({
  createAlertRule: t.field({
    type: AlertRuleRef,
    description: "Makes a rule; it looks at what happens from now on. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "What it watches." }) },
    errors: refusals("CreateAlertRule", "rule"),
    resolve: (_, { input }, ctx) => createAlertRule(ctx, uuids(input)),
  }),
  updateAlertRule: t.field({
    type: AlertRuleRef,
    description: "Changes a rule; a changed definition is a new version. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateAlertRule", "rule"),
    resolve: (_, { input }, ctx) => updateAlertRule(ctx, uuids(input)),
  }),
}));

const switches = [
  {
    field: "enableAlertRule",
    name: "EnableAlertRule",
    description: "Switches a rule on. Needs `alert_rules:write`.",
    verb: enableAlertRule,
  },
  {
    field: "disableAlertRule",
    name: "DisableAlertRule",
    description: "Switches a rule off; its open alerts end. Needs `alert_rules:write`.",
    verb: disableAlertRule,
  },
  {
    field: "deleteAlertRule",
    name: "DeleteAlertRule",
    description: "Deletes a rule; its alerts and versions stay in history. Needs `alert_rules:write`.",
    verb: deleteAlertRule,
  },
] as const;

for (const { field, name, description, verb } of switches) {
  const Input = builder.inputType(`${name}Input`, {
    description: "Which rule.",
    fields: (t) => ({ ruleId: t.globalID({ for: AlertRuleRef, required: true, description: "Which." }) }),
  });
  builder.mutationField(field, (t) =>
    t.field({
      type: AlertRuleRef,
      description,
      args: { input: t.arg({ type: Input, required: true, description: "Which." }) },
      errors: refusals(name, "rule"),
      resolve: (_, { input }, ctx) => verb(ctx, uuids(input)),
    }),
  );
}
