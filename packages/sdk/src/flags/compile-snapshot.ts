import { type CompiledFlag, compileFlag, failed, type Surroundings } from "./compile-flag.ts";
import { compileConditions, type Predicate } from "./conditions/compile-condition.ts";
import { everydayOperators, type Operators } from "./conditions/operators.ts";
import type { Evaluation, EvaluationContext } from "./model/evaluation.ts";
import type { FlagValue } from "./model/json-value.ts";
import type { Snapshot } from "./model/snapshot.ts";

export interface CompiledSnapshot {
  readonly version: number;
  readonly environment: string;
  /** Keys of all flags, in the snapshot's order. */
  readonly keys: readonly string[];
  /** Never throws. A flag that is not there is reason `ERROR`, code `FLAG_NOT_FOUND`. See `CompiledFlag.evaluate`. */
  evaluate(key: string, context?: EvaluationContext | null, fallback?: FlagValue, at?: number): Evaluation;
  /** One flag, compiled when it is first asked for; undefined when there is none. */
  flag(key: string): CompiledFlag | undefined;
}

/**
 * A snapshot ready to evaluate. Each flag and segment is compiled once, when it is first needed.
 * @param operators those that conditions may use; a flag with another answers `ERROR`. Default without `semver`, `cidr` and `regex`
 */
export function compileSnapshot(
  { version, environment, flags, segments }: Snapshot,
  operators: Operators = everydayOperators,
): CompiledSnapshot {
  const definitions = new Map(flags.map((one) => [one?.key, one]));
  const conditions = new Map(segments.map((one) => [one?.key, one]));
  const compiled = new Map<string, CompiledFlag>();
  const predicates = new Map<string, Predicate>();

  const around: Surroundings = {
    environment,
    operators,
    snapshotVersion: version,
    flag,
    segment(key) {
      const found = conditions.get(key);
      if (found && !predicates.has(key))
        predicates.set(key, compileConditions(found.conditions, { operators, segment: () => undefined }));
      return predicates.get(key);
    },
  };

  function flag(key: string): CompiledFlag | undefined {
    const definition = definitions.get(key);
    let found = compiled.get(key);
    if (!found && definition) {
      found = compileFlag(definition, around);
      compiled.set(key, found);
    }
    return found;
  }

  return {
    version,
    environment,
    keys: [...definitions.keys()],
    flag,
    evaluate(key, context, fallback = null, at) {
      const found = compiled.get(key) ?? flag(key);
      return found
        ? found.evaluate(context, fallback, at)
        : failed(fallback, version, "FLAG_NOT_FOUND", `No flag ${key}`);
    },
  };
}
