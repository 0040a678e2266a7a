import { bucketBy, bucketSteps } from "./bucket.ts";
import type { Surroundings } from "./compile-flag.ts";
import type { Attributes } from "./conditions/attribute.ts";
import { FlagProblem } from "./flag-problem.ts";
import type { Evaluation, Reason, Step } from "./model/evaluation.ts";
import type { FlagDefinition } from "./model/flag-definition.ts";
import type { FlagValue } from "./model/json-value.ts";
import type { Serve } from "./model/rule.ts";

/** Decides, or leaves it to the next step. */
export type Decide = (context: Attributes, at?: number) => Evaluation | undefined;
/** Decides. */
export type Pick = (context: Attributes) => Evaluation;

/** What the steps of one flag are made of. */
export interface Recipe {
  flag: FlagDefinition;
  around: Surroundings;
  /** One variant, always. Answers are made once, at compiling. */
  giving(variant: string, reason: Reason, step: Step, ruleId?: string): Pick;
  /** The flag's default variant. */
  otherwise(reason: Reason, step: Step): Pick;
  /** A variant, or one of a split's. */
  serving(serve: Serve, reason: Reason, step: Step, ruleId?: string): Pick;
  /** The step of a context for a salt; -1 without a key. */
  bucketing(attribute?: string, salt?: string): (context: Attributes) => number;
}

export function makeRecipe(flag: FlagDefinition, around: Surroundings): Recipe {
  const { salt, defaultVariant } = flag;
  const values = new Map(Object.entries(flag.variants));

  const giving: Recipe["giving"] = (variant, reason, step, ruleId) => {
    const value = values.get(variant);
    if (value === undefined) throw new FlagProblem(`Variant ${variant}`);
    const { snapshotVersion } = around;
    const answer = Object.freeze({
      value: freeze(value),
      variant,
      reason,
      step,
      ruleId: ruleId ?? null,
      snapshotVersion,
    });
    return () => answer;
  };

  const bucketing: Recipe["bucketing"] = (attribute = flag.bucketBy ?? "targetingKey", own = salt) => {
    if (!salt) throw new FlagProblem("Salt");
    return bucketBy(own, attribute);
  };

  const serving: Recipe["serving"] = (serve, reason, step, ruleId) => {
    if (typeof serve === "string") return giving(serve, reason, step, ruleId);
    const none = giving(defaultVariant, "DEFAULT", step, ruleId);
    let end = 0;
    const parts = serve.weights.map(({ variant, weight }) => {
      end += stepsOf(weight);
      return { end, pick: giving(variant, "SPLIT", step, ruleId) };
    });
    if (end !== bucketSteps) throw new FlagProblem(`Weights of ${end / 1000} %`);
    const bucketOf = bucketing(serve.bucketBy, serve.salt ?? `${salt}.variant`);
    return (context) => {
      const bucket = bucketOf(context);
      if (bucket >= 0) for (const part of parts) if (bucket < part.end) return part.pick(context);
      return none(context);
    };
  };

  return {
    flag,
    around,
    giving,
    serving,
    bucketing,
    otherwise: (reason, step) => giving(defaultVariant, reason, step),
  };
}

/** A percentage in steps. */
export function stepsOf(percentage: number): number {
  const steps = Math.round(percentage * 1000);
  if (steps >= 0 && steps <= bucketSteps) return steps;
  throw new FlagProblem(`Percentage ${percentage}`);
}

/** Answers are shared: what one caller changed, all would see. */
function freeze(value: FlagValue): FlagValue {
  if (typeof value === "object" && value)
    for (const inner of Object.values(Object.freeze(value))) freeze(inner ?? null);
  return value;
}
