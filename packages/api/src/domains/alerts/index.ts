export { type RaiseAlertInput, raiseAlert } from "./alert/raise-alert.ts";
export { type ResolveRaisedInput, resolveRaised } from "./alert/resolve-raised.ts";
export type { RuleDefinition, RuleDefinitionInput } from "./condition/rule-definition.ts";
export { defineSeries, type ReadSeriesOptions, type SeriesDefinition, type SeriesPoint } from "./define-series.ts";
export { createEvaluatorWaker } from "./evaluation/evaluator-waker.ts";
export { type CreateAlertRuleInput, createAlertRule } from "./rules/create-alert-rule.ts";
