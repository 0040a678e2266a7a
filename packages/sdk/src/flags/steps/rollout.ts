import { bucketSteps } from "../bucket.ts";
import type { Attributes } from "../conditions/attribute.ts";
import type { Rollout } from "../model/rule.ts";
import { type Decide, type Recipe, stepsOf } from "../recipe.ts";

/** 1 inside, 0 outside, -1 for a context without the attribute; at 100 % everyone is inside. */
export function insideOf({ bucketing }: Recipe, { percentage, bucketBy }: Rollout): (context: Attributes) => number {
  const share = stepsOf(percentage);
  const bucketOf = bucketing(bucketBy);
  if (share === bucketSteps) return () => 1;
  return (context) => {
    const bucket = bucketOf(context);
    return bucket < 0 ? bucket : bucket < share ? 1 : 0;
  };
}

export function rolloutStep(recipe: Recipe): Decide | undefined {
  const { flag, serving, otherwise } = recipe;
  if (!flag.rollout) return undefined;
  const inside = insideOf(recipe, flag.rollout);
  const pick = serving(flag.serve, "SPLIT", "rollout");
  const outside = otherwise("SPLIT", "rollout");
  const keyless = otherwise("DEFAULT", "rollout");
  return (context) => {
    const where = inside(context);
    return where > 0 ? pick(context) : where < 0 ? keyless(context) : outside(context);
  };
}
