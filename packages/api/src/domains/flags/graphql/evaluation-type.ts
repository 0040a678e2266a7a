import type { Evaluation } from "@plumbline/sdk/flags";
import type { BucketPart, Comparison, DefinitionProblem, PlacedBucket } from "@plumbline/sdk/flags/authoring";
import { builder } from "../../../graphql/builder.ts";
import { EnvironmentRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { type EvaluatedFlag, evaluateAll } from "../evaluation/evaluate-all.ts";
import { type ExplainedFlag, explainFlag } from "../evaluation/explain-flag.ts";

const EvaluationRef = builder.objectRef<Evaluation>("FlagEvaluation").implement({
  description: "What a flag answers for a context, and why, in OpenFeature's words.",
  fields: (t) => ({
    value: t.expose("value", {
      type: "JSON",
      nullable: true,
      description: "The value; null when code gets its own default.",
    }),
    variant: t.exposeString("variant", { nullable: true, description: "Key of the variant." }),
    reason: t.exposeString("reason", {
      description: "`STATIC`, `TARGETING_MATCH`, `SPLIT`, `DISABLED`, `ERROR` and so on.",
    }),
    step: t.exposeString("step", { description: "The step that decided: `disabled`, `rules`, `rollout` and so on." }),
    ruleId: t.exposeString("ruleId", { nullable: true, description: "The rule that decided, at step `rules`." }),
    snapshotVersion: t.exposeFloat("snapshotVersion", { description: "Version of the environment's flags." }),
    errorCode: t.string({
      nullable: true,
      description: "OpenFeature's code; null unless the reason is `ERROR`.",
      resolve: ({ errorCode }) => errorCode ?? null,
    }),
    errorMessage: t.string({
      nullable: true,
      description: "What keeps the flag from being evaluated.",
      resolve: ({ errorMessage }) => errorMessage ?? null,
    }),
  }),
});

const ComparisonRef = builder.objectRef<Comparison>("FlagComparison").implement({
  description: "One comparison that was made.",
  fields: (t) => ({
    subject: t.exposeString("subject", {
      description: "What was looked at: an attribute, `segment paying`, `rollout`.",
    }),
    operator: t.exposeString("operator", { description: "How it was compared." }),
    expected: t.expose("expected", { type: "JSON", nullable: true, description: "What it was compared with." }),
    actual: t.expose("actual", {
      type: "JSON",
      nullable: true,
      description: "What the context has; null for nothing.",
    }),
    held: t.exposeBoolean("held", { description: "Whether it fits." }),
  }),
});

const BucketPartRef = builder.objectRef<BucketPart>("FlagBucketPart").implement({
  description: "A part of the 100,000 buckets, from the end of the part before.",
  fields: (t) => ({
    upTo: t.exposeInt("upTo", { description: "The first bucket behind it." }),
    variant: t.exposeString("variant", {
      nullable: true,
      description: "Who is in it gets this; null for a rollout's.",
    }),
  }),
});

const BucketKindEnum = builder.enumType("FlagBucketKind", {
  description: "What is dealt out.",
  values: {
    ROLLOUT: { value: "rollout" as const, description: "A share is let in." },
    VARIANTS: { value: "variants" as const, description: "Variants by their weights." },
  },
});

const BucketRef = builder.objectRef<PlacedBucket>("FlagBucket").implement({
  description: "Where a context lies in what is dealt out by a hash.",
  fields: (t) => ({
    kind: t.expose("kind", { type: BucketKindEnum, description: "What is dealt out." }),
    attribute: t.exposeString("attribute", { description: "The attribute that is hashed." }),
    bucket: t.exposeInt("bucket", {
      nullable: true,
      description: "0 to 99,999; null when the context has no such attribute.",
    }),
    parts: t.expose("parts", {
      type: [BucketPartRef],
      description: "In their order. A rollout has one, for those whom it lets in; variants have one each.",
    }),
  }),
});

const StepRef = builder.objectRef<ExplainedFlag["walk"][number]>("FlagStep").implement({
  description: "One step of the walk through a flag.",
  fields: (t) => ({
    step: t.exposeString("step", { description: "`disabled`, `userOverride`, `rules` and so on." }),
    ruleId: t.exposeString("ruleId", { nullable: true, description: "The rule, at step `rules`." }),
    ruleName: t.exposeString("ruleName", { nullable: true, description: "What people call that rule." }),
    outcome: t.exposeString("outcome", {
      description: "`passed` when the walk went on, `decided` when it ended here.",
    }),
    compared: t.expose("compared", { type: [ComparisonRef], description: "Every comparison that was made." }),
    buckets: t.expose("buckets", {
      type: [BucketRef],
      description: "Where the context lies in its rollout and, where it decided, in the variants' weights.",
    }),
  }),
});

/** What keeps a flag from being evaluated; configurations show it too. */
export const FlagProblemRef = builder.objectRef<DefinitionProblem>("FlagProblem").implement({
  description: "What keeps a flag from being evaluated.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "Where, `rules[2].conditions[0].values`." }),
    message: t.exposeString("message", { description: "What is wrong." }),
  }),
});

const ExplanationRef = builder.objectRef<ExplainedFlag>("FlagExplanation").implement({
  description: "Why a flag answers as it does for a context.",
  fields: (t) => ({
    key: t.exposeString("key", { description: "The flag." }),
    evaluation: t.expose("evaluation", { type: EvaluationRef, description: "What it answers." }),
    walk: t.expose("walk", { type: [StepRef], description: "The steps that were taken, in order; the last decided." }),
    problems: t.expose("problems", { type: [FlagProblemRef], description: "What keeps it from being evaluated." }),
  }),
});

const EvaluatedRef = builder.objectRef<EvaluatedFlag>("EvaluatedFlag").implement({
  description: "A flag with its answer.",
  fields: (t) => ({
    key: t.exposeString("key", { description: "The flag." }),
    evaluation: t.expose("evaluation", { type: EvaluationRef, description: "What it answers." }),
  }),
});

const contextWords = "Who asks, as code would say it: `targetingKey`, `tenant` and any attributes.";

builder.objectFields(WorkspaceRef, (t) => ({
  explainFlag: t.field({
    type: ExplanationRef,
    complexity: 20,
    description: "Why a flag answers as it does, step by step. Needs `flags:read`.",
    args: {
      key: t.arg.string({ required: true, description: "Which flag." }),
      environmentId: t.arg.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
      context: t.arg({ type: "JSON", description: contextWords }),
      at: t.arg({ type: "DateTime", description: "As if it were this time. Default: now." }),
    },
    resolve: (workspace, { environmentId, ...rest }, ctx) =>
      explainFlag(ctx, workspace.id, { ...rest, environmentId: environmentId.id }),
  }),
  flagEvaluations: t.connection({
    type: EvaluatedRef,
    description: "What many flags answer for one context, by their keys. Needs `flags:read`.",
    args: {
      environmentId: t.arg.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
      context: t.arg({ type: "JSON", description: contextWords }),
      keys: t.arg.stringList({ description: "Only these flags." }),
      at: t.arg({ type: "DateTime", description: "As if it were this time. Default: now." }),
    },
    resolve: (workspace, { environmentId, context, keys, at, ...page }, ctx) =>
      evaluateAll(ctx, workspace.id, page, {
        environmentId: environmentId.id,
        context,
        keys: keys ?? null,
        at: at ?? null,
      }),
  }),
}));
