import { builder } from "../../../graphql/builder.ts";
import { type DecisionCount, type Decisions, loadDecisions, mostMinutes } from "../exposure/load-decisions.ts";
import { FlagConfigurationRef } from "./refs.ts";

const DecisionCountRef = builder.objectRef<DecisionCount>("FlagDecisionCount").implement({
  description: "How often one step or rule of a flag decided.",
  fields: (t) => ({
    step: t.exposeString("step", {
      nullable: true,
      description: "`rules`, `rollout`, `userOverride` and so on; null where the answer did not say, as in a browser.",
    }),
    ruleId: t.exposeString("ruleId", {
      nullable: true,
      description: "The rule, at step `rules`; null for a rule that the flag has no more.",
    }),
    count: t.exposeFloat("count", { description: "Evaluations; a whole number." }),
  }),
});

const DecisionsRef = builder.objectRef<Decisions>("FlagDecisions").implement({
  description: "Which steps and rules of a flag decided lately, as SDKs and remote evaluation report it.",
  fields: (t) => ({
    since: t.expose("since", { type: "DateTime", description: "From when; a whole minute." }),
    total: t.exposeFloat("total", { description: "Evaluations since then; a whole number." }),
    counts: t.expose("counts", {
      type: [DecisionCountRef],
      complexity: { field: 10, multiplier: 1 },
      description: "By step and rule, the most frequent first; what decided nothing is left out.",
    }),
  }),
});

builder.objectFields(FlagConfigurationRef, (t) => ({
  decisions: t.field({
    type: DecisionsRef,
    complexity: 10,
    description: "Which steps and rules decided in the last minutes. SDKs report every 30 seconds.",
    args: { minutes: t.arg.int({ description: `How many, ${mostMinutes} at most; left out, 5.` }) },
    resolve: (configuration, { minutes }, ctx) => loadDecisions(ctx, configuration, minutes),
  }),
}));
