import type { CompiledFlag, Surroundings } from "./compile-flag.ts";
import { keyIn } from "./conditions/attribute.ts";
import type { FlagDefinition } from "./model/flag-definition.ts";
import { makeRecipe } from "./recipe.ts";
import { listStep } from "./steps/list.ts";
import { overrideStep } from "./steps/override.ts";
import { prerequisitesStep } from "./steps/prerequisites.ts";
import { rolloutStep } from "./steps/rollout.ts";
import { rulesStep } from "./steps/rules.ts";
import { scheduleStep } from "./steps/schedule.ts";

const userOf = keyIn("targetingKey");
const tenantOf = keyIn("tenant");

/** The steps that a flag really has, in their fixed order, as one closure. Throws a `FlagProblem` for what cannot be evaluated. */
export function compileWalk(flag: FlagDefinition, around: Surroundings): CompiledFlag["walk"] {
  const recipe = makeRecipe(flag, around);
  const { otherwise, serving } = recipe;
  // First, and before anything else is looked at: a kill switch works on a broken flag too.
  if (!flag.enabled || flag.killed || flag.state === "draft" || flag.state === "archived")
    return otherwise("DISABLED", "disabled");
  if (flag.environment !== around.environment) return otherwise("DISABLED", "environment");

  const steps = [
    scheduleStep(recipe),
    overrideStep(recipe, flag.userOverrides, "userOverride", userOf),
    overrideStep(recipe, flag.tenantOverrides, "tenantOverride", tenantOf),
    listStep(flag.deny, userOf, tenantOf, otherwise("TARGETING_MATCH", "denyList")),
    listStep(flag.allow, userOf, tenantOf, serving(flag.serve, "TARGETING_MATCH", "allowList")),
    prerequisitesStep(recipe),
    rulesStep(recipe),
    rolloutStep(recipe),
  ].filter((step) => step !== undefined);
  const reason = steps.length ? "DEFAULT" : "STATIC";
  const last = flag.type.endsWith("List") ? otherwise(reason, "default") : serving(flag.serve, reason, "variant");
  if (!steps.length) return last;
  return (context, at) => {
    for (const step of steps) {
      const decided = step(context, at);
      if (decided) return decided;
    }
    return last(context);
  };
}
