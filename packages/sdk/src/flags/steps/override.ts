import type { Attributes } from "../conditions/attribute.ts";
import type { Step } from "../model/evaluation.ts";
import type { FlagOverride } from "../model/flag-definition.ts";
import type { Decide, Recipe } from "../recipe.ts";
import { timeOf } from "./schedule.ts";

export function overrideStep(
  { giving }: Recipe,
  overrides: readonly FlagOverride[] | undefined,
  step: Step,
  keyOf: (context: Attributes) => string | undefined,
): Decide | undefined {
  if (!overrides?.length) return undefined;
  const all = new Map(
    overrides.map(({ key, variant, expiresAt }) => [
      key,
      { end: timeOf(expiresAt ?? Infinity), pick: giving(variant, "TARGETING_MATCH", step) },
    ]),
  );
  return (context, at) => {
    const found = all.get(keyOf(context) ?? "");
    // The clock is read only for what can expire: reading it takes longer than all the rest.
    return found && (found.end === Infinity || found.end > (at ?? Date.now())) ? found.pick(context) : undefined;
  };
}
