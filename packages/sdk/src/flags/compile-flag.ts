import { compileWalk } from "./compile-walk.ts";
import type { Attributes } from "./conditions/attribute.ts";
import type { Vocabulary } from "./conditions/compile-condition.ts";
import { FlagProblem } from "./flag-problem.ts";
import type { Evaluation, EvaluationContext, EvaluationErrorCode } from "./model/evaluation.ts";
import type { FlagDefinition } from "./model/flag-definition.ts";
import type { FlagValue } from "./model/json-value.ts";
import { startWalk } from "./steps/prerequisites.ts";

/** What stands around a flag in its snapshot. */
export interface Surroundings extends Vocabulary {
  /** Key of the snapshot's environment. */
  environment: string;
  snapshotVersion: number;
  /** Another flag, for prerequisites; undefined when there is none. */
  flag(key: string): CompiledFlag | undefined;
}

export interface CompiledFlag {
  /** Why every evaluation answers `ERROR`; null for a sound flag. */
  readonly problem: FlagProblem | null;
  /**
   * The answer for a context. Never throws: what goes wrong is reason `ERROR` with the fallback as value.
   * @param fallback the caller's default. Default null
   * @param at milliseconds since 1970, for schedules and expiries. Default now
   */
  evaluate(context?: EvaluationContext | null, fallback?: FlagValue, at?: number): Evaluation;
  /** As `evaluate`, but throws. For flags that have this one as their prerequisite. */
  walk(context: Attributes, at?: number): Evaluation;
}

const nobody: Attributes = {};

/** An answer without a variant: the caller's fallback. */
export function failed(
  value: FlagValue,
  snapshotVersion: number,
  errorCode: EvaluationErrorCode,
  errorMessage: string,
): Evaluation {
  return {
    value,
    variant: null,
    reason: "ERROR",
    step: "error",
    ruleId: null,
    snapshotVersion,
    errorCode,
    errorMessage,
  };
}

/** A flag as one closure. A definition that cannot be evaluated gives a flag that answers `ERROR` and says why in `problem`. */
export function compileFlag(definition: FlagDefinition, around: Surroundings): CompiledFlag {
  let problem: FlagProblem | null = null;
  let walk: CompiledFlag["walk"];
  try {
    walk = compileWalk(definition, around);
  } catch (error) {
    const found = error instanceof FlagProblem ? error : new FlagProblem(`${error}`);
    problem = found;
    walk = () => {
      throw found;
    };
  }
  return {
    problem,
    walk,
    evaluate(context, fallback = null, at) {
      startWalk();
      try {
        return walk((context as Attributes | null | undefined) ?? nobody, at);
      } catch (error) {
        const found = error instanceof FlagProblem;
        const words = found ? error.message : "Context";
        return failed(fallback, around.snapshotVersion, found ? "PARSE_ERROR" : "GENERAL", words);
      }
    },
  };
}
