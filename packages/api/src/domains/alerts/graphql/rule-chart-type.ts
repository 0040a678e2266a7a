import { builder } from "../../../graphql/builder.ts";
import { keepCost } from "../../../graphql/limits/keep-cost.ts";
import { mostChartMinutes, type RuleChart, readRuleChart } from "../rules/read-rule-chart.ts";
import { AlertRulePointRef } from "./preview-type.ts";
import { AlertRuleRef } from "./refs.ts";

/** Cost that a chart keeps, however little of its answer was asked for: its work is in the evaluation. */
const keptCost = 100;

const ChartRef = builder.objectRef<RuleChart>("AlertRuleChart").implement({
  description: "What a rule has looked at lately, minute by minute, by the numbers that it judges by.",
  fields: (t) => ({
    from: t.expose("from", { type: "DateTime", description: "Its begin." }),
    to: t.expose("to", { type: "DateTime", description: "Its end: now." }),
    points: t.expose("points", {
      type: [AlertRulePointRef],
      complexity: { field: 5, multiplier: 1 },
      description: "Of several groups the value that is nearest to a breach, or furthest in it.",
    }),
    unit: t.exposeString("unit", { description: "What one of the points is." }),
    limit: t.exposeFloat("limit", {
      nullable: true,
      description: "Its limit; null for a rule that waits for silence.",
    }),
    breachedBelow: t.exposeBoolean("breachedBelow", {
      description: "Whether a value below the limit is a breach; otherwise one above it is.",
    }),
    complete: t.exposeBoolean("complete", {
      description: "False when there was more than can be looked at.",
    }),
  }),
});

builder.objectField(AlertRuleRef, "chart", (t) =>
  t.field({
    type: ChartRef,
    complexity: 300,
    description: "What it has looked at lately. Needs `alerts:read`.",
    args: { minutes: t.arg.int({ description: `How many, 5 to ${mostChartMinutes}; left out, 60.` }) },
    resolve(rule, { minutes }, ctx) {
      keepCost(ctx, keptCost);
      return readRuleChart(ctx, rule, minutes);
    },
  }),
);
