import { builder } from "../../../graphql/builder.ts";
import type { ErrorFacet, ErrorStep } from "../error-groups/group/error-group-numbers.ts";
import type { ExplainedPart, GroupExplanation } from "../grouping/explain-group.ts";

const ExplainedPartRef = builder.objectRef<ExplainedPart>("ErrorGroupPart").implement({
  description: "A part of a generalised message.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The word or mark; `…` for what varies." }),
    fixed: t.exposeBoolean("fixed", { description: "Whether it is the same in every error of the group." }),
    because: t.exposeString("because", {
      nullable: true,
      description: "For what varies: what it was recognised as, in words.",
    }),
    spaced: t.exposeBoolean("spaced", { description: "Whether white space stands before it." }),
  }),
});

export const GroupExplanationRef = builder.objectRef<GroupExplanation>("ErrorGroupExplanation").implement({
  description: "Why errors are one group.",
  fields: (t) => ({
    sentence: t.exposeString("sentence", { description: "“Grouped because …”, with what was learned." }),
    parts: t.field({
      type: [ExplainedPartRef],
      complexity: { field: 1, multiplier: 20 },
      description: "The message part by part.",
      resolve: ({ parts }) => parts,
    }),
  }),
});

export const ErrorStepRef = builder.objectRef<ErrorStep>("ErrorGroupStep").implement({
  description: "Errors within one step of time.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "The step's begin." }),
    count: t.exposeFloat("count", { description: "How many; a whole number." }),
  }),
});

export const ErrorFacetRef = builder.objectRef<ErrorFacet>("ErrorGroupFacet").implement({
  description: "A tenant or a release that met an error group.",
  fields: (t) => ({
    value: t.exposeString("value", { description: "The tenant's key, or the release's `service.version`." }),
    count: t.exposeFloat("count", { description: "Its errors; a whole number." }),
    firstSeenAt: t.expose("firstSeenAt", { type: "DateTime", description: "Its first error." }),
    lastSeenAt: t.expose("lastSeenAt", { type: "DateTime", description: "Its newest error." }),
  }),
});

export const StepEnum = builder.enumType("ErrorGroupStepSize", {
  description: "How long a step of time is.",
  values: {
    HOUR: { value: "hour" as const, description: "An hour; kept for 90 days." },
    MINUTE: { value: "minute" as const, description: "A minute; kept for two days." },
  },
});
