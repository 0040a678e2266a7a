import { alertRules, alertRuleVersions } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { ClaimRef } from "../../../graphql/claim-type.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { loadTenant, TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listAlerts } from "../alert/list-alerts.ts";
import { definitionOutside, showDefinition } from "../rules/definition-outside.ts";
import { listAlertRules, listRuleVersions } from "../rules/list-alert-rules.ts";
import { ruleClaim } from "../rules/rule-claim.ts";
import { AlertSeverityEnum, ConditionKindEnum } from "./enums.ts";
import { AlertRef, AlertRuleRef, AlertRuleVersionRef } from "./refs.ts";

builder.node(AlertRuleVersionRef, {
  description: "What a rule said from one change to the next. Never changed.",
  id: { resolve: (version) => version.id },
  loadOne: loadNode(alertRuleVersions, "alerts:read"),
  fields: (t) => ({
    version: t.exposeInt("version", { description: "1 for the first." }),
    definition: t.field({
      type: "JSON",
      description: "Condition, grouping and routes, as mutations take them.",
      resolve: ({ definition }) => definitionOutside(definition),
    }),
    madeBy: t.exposeString("madeBy", { description: "Who made it, as it was called then." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Since when it held." }),
  }),
});

builder.node(AlertRuleRef, {
  description: "A rule of the one pipeline: what is watched, and where its alerts go.",
  id: { resolve: (rule) => rule.id },
  loadOne: loadNode(alertRules, "alerts:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name; its alerts have it as their title." }),
    owner: t.exposeString("owner", { nullable: true, description: "Who answers for it." }),
    severity: t.expose("severity", { type: AlertSeverityEnum, description: "How bad its alerts are." }),
    enabled: t.exposeBoolean("enabled", { description: "Whether it is evaluated." }),
    kind: t.expose("kind", { type: ConditionKindEnum, description: "What it watches." }),
    version: t.exposeInt("version", { description: "Its current version." }),
    definition: t.field({
      type: "JSON",
      complexity: 2,
      description: "Condition, grouping and routes, as mutations take them.",
      resolve: (rule, _args, ctx) => showDefinition(ctx, rule),
    }),
    claim: t.field({
      type: ClaimRef,
      description: "Whether it is really evaluated, with the proof.",
      resolve: ruleClaim,
    }),
    activeSince: t.expose("activeSince", { type: "DateTime", description: "What happened before counts for nothing." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
    deletedAt: t.expose("archivedAt", { type: "DateTime", nullable: true, description: "When it was deleted." }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      complexity: 2,
      description: "Whose events it looks at only; null for everything.",
      resolve: ({ workspaceId, tenantId }, _args, ctx) => (tenantId ? loadTenant(ctx, workspaceId, tenantId) : null),
    }),
    alerts: t.connection({
      type: AlertRef,
      description: "Its alerts, the newest first.",
      resolve: (rule, page, ctx) => listAlerts(ctx, rule.workspaceId, page, { ruleId: { eq: rule.id } }),
    }),
    versions: t.connection({
      type: AlertRuleVersionRef,
      description: "What it said, the newest version first.",
      resolve: (rule, page, ctx) => listRuleVersions(ctx, rule, page),
    }),
  }),
});

const KindComparator = builder.inputType("AlertConditionKindComparator", {
  description: "Compares what a rule watches.",
  fields: (t) => ({ in: t.field({ type: [ConditionKindEnum], description: "Any of these." }) }),
});

const AlertRuleFilterInput = builder.inputType("AlertRuleFilter", {
  description: "Which rules; what is left out does not narrow.",
  fields: (t) => ({
    enabled: t.boolean({ description: "True: those that are on. False: those that are off." }),
    kind: t.field({ type: KindComparator, description: "By what they watch." }),
    tenantId: t.globalID({ for: TenantRef, description: "Those of this tenant." }),
    search: t.string({ description: "With this in the name." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  alertRules: t.connection(
    {
      type: AlertRuleRef,
      description: "Alert rules, the newest first. Needs `alerts:read`.",
      args: { filter: t.arg({ type: AlertRuleFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listAlertRules(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));
