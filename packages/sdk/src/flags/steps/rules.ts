import { compileConditions } from "../conditions/compile-condition.ts";
import type { Decide, Recipe } from "../recipe.ts";
import { insideOf } from "./rollout.ts";

export function rulesStep(recipe: Recipe): Decide | undefined {
  const { flag, around, serving } = recipe;
  if (!flag.rules?.length) return undefined;
  const rules = flag.rules.map(({ id, conditions, rollout, serve }) => ({
    fits: compileConditions(conditions, around),
    inside: rollout && insideOf(recipe, rollout),
    pick: serving(serve ?? flag.serve, rollout ? "SPLIT" : "TARGETING_MATCH", "rules", id),
  }));
  return (context) => {
    for (const { fits, inside, pick } of rules) {
      if (fits(context) && (!inside || inside(context))) return pick(context);
    }
    return undefined;
  };
}
