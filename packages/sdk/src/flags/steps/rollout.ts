import { bucketSteps } from "../bucket.ts";
import type { Attributes } from "../conditions/attribute.ts";
import type { Rollout } from "../model/rule.ts";
import { type Decide, type Recipe, stepsOf } from "../recipe.ts";

/** Whether a rollout includes a context; one without the attribute is outside. At 0 % and 100 % nobody needs one. */
export function insideOf({ bucketing }: Recipe, { percentage, bucketBy }: Rollout): (context: Attributes) => boolean {
  const share = stepsOf(percentage);
  const bucketOf = bucketing(bucketBy);
  if (share % bucketSteps === 0) return () => share > 0;
  return (context) => {
    const bucket = bucketOf(context);
    return bucket >= 0 && bucket < share;
  };
}

export function rolloutStep(recipe: Recipe): Decide | undefined {
  const { flag, serving, otherwise } = recipe;
  if (!flag.rollout) return undefined;
  const inside = insideOf(recipe, flag.rollout);
  const pick = serving(flag.serve, "SPLIT", "rollout");
  const outside = otherwise("SPLIT", "rollout");
  return (context) => (inside(context) ? pick(context) : outside(context));
}
