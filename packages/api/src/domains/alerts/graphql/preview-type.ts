import { builder } from "../../../graphql/builder.ts";
import { keepCost } from "../../../graphql/limits/keep-cost.ts";
import { limits } from "../../../graphql/limits/limits.ts";
import { TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { SeriesDefinition } from "../define-series.ts";
import { previewRule, type RulePreview } from "../rules/preview-rule.ts";
import type { Firing, SimulatedPoint } from "../rules/simulate-rule.ts";

/** Cost that a dry run keeps, however little of its answer was asked for: its work is in the evaluation. */
const keptCost = 1000;

const FiringRef = builder.objectRef<Firing>("AlertRuleFiring").implement({
  description: "One time that a rule would have fired.",
  fields: (t) => ({
    from: t.expose("from", { type: "DateTime", description: "When it would have opened." }),
    to: t.expose("to", { type: "DateTime", nullable: true, description: "When it would have ended; null while open." }),
    labels: t.expose("labels", { type: "JSON", description: "The group, label by label." }),
    reason: t.exposeString("reason", { description: "Why it would have opened, with the numbers." }),
    cause: t.exposeString("cause", { nullable: true, description: "Why it would have ended; null while open." }),
    count: t.exposeInt("count", { description: "Matching events, or evaluations in breach." }),
  }),
});

/** One value of a rule's chart. */
export const AlertRulePointRef = builder.objectRef<SimulatedPoint>("AlertRulePoint").implement({
  description: "One value of a rule's chart.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When." }),
    value: t.exposeFloat("value", { nullable: true, description: "The value; null where nothing was measured." }),
  }),
});

const PreviewRef = builder.objectRef<RulePreview>("AlertRulePreview").implement({
  description: "What a rule would have done in the last 24 hours, by the code that evaluates. Nothing is written.",
  fields: (t) => ({
    sentence: t.exposeString("sentence", { description: "“Would have fired 3 times: …”. Times are UTC." }),
    fired: t.exposeInt("fired", { description: "How often it would have fired." }),
    firings: t.expose("firings", { type: [FiringRef], description: "The first 200 of them." }),
    looked: t.exposeInt("looked", { description: "Events that matched, or moments at which a value was measured." }),
    complete: t.exposeBoolean("complete", {
      description: "False when there was more than can be looked at; `notice` says what was not.",
    }),
    notice: t.exposeString("notice", {
      nullable: true,
      description: "Why it is not complete, or what else to know of what was looked at; null when there is nothing.",
    }),
    points: t.expose("points", {
      type: [AlertRulePointRef],
      complexity: { field: 5, multiplier: 1 },
      description: "For a chart: matching events in quarters of an hour, or the evaluated value minute by minute.",
    }),
    unit: t.exposeString("unit", { description: "What one of the points is." }),
    limit: t.exposeFloat("limit", { nullable: true, description: "The limit of a measured condition." }),
    from: t.expose("from", { type: "DateTime", description: "Begin of the 24 hours." }),
    to: t.expose("to", { type: "DateTime", description: "Their end." }),
  }),
});

builder.objectField(WorkspaceRef, "alertRulePreview", (t) =>
  t.field({
    type: PreviewRef,
    // More than half of what one operation may cost: two of them are refused before either runs.
    complexity: limits.cost / 2 + 1,
    description: "A dry run of a rule over the last 24 hours; one in an operation. Needs `alerts:read`.",
    args: {
      definition: t.arg({ type: "JSON", required: true, description: "As `createAlertRule` takes it." }),
      tenantId: t.arg.globalID({ for: TenantRef, description: "Only events of this tenant; a series covers all." }),
    },
    resolve(workspace, { definition, tenantId }, ctx) {
      keepCost(ctx, keptCost);
      return previewRule(ctx, workspace.id, { definition, tenantId: tenantId?.id ?? null });
    },
  }),
);

const DimensionRef = builder.objectRef<SeriesDefinition["dimensions"][number]>("AlertSeriesDimension").implement({
  description: "What a series' points can be told apart by.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name in filters and grouping." }),
    description: t.exposeString("description", { description: "What its values are." }),
  }),
});

const SeriesRef = builder.objectRef<SeriesDefinition>("AlertSeries").implement({
  description: "Something that is measured and that a rule can watch.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name in a definition." }),
    description: t.exposeString("description", { description: "What it is, for people." }),
    unit: t.exposeString("unit", { description: "What one of it is." }),
    dimensions: t.field({
      type: [DimensionRef],
      description: "What its points can be told apart by.",
      resolve: ({ dimensions }) => [...dimensions],
    }),
  }),
});

builder.queryField("alertSeries", (t) =>
  t.field({
    type: [SeriesRef],
    description: "Everything that is measured and that a rule can watch.",
    resolve: (_root, _args, ctx) => [...ctx.app.series.values()],
  }),
);
