import { FlagProblem } from "../flag-problem.ts";
import type { Condition } from "../model/condition.ts";
import { type Attributes, attributeIn } from "./attribute.ts";
import type { Operators, Scalar, Test } from "./operators.ts";

export type Predicate = (context: Attributes) => boolean;

/** How a segment's key is resolved; undefined when there is none. */
export type SegmentLookup = (key: string) => Predicate | undefined;

/** What conditions are compiled with. */
export interface Vocabulary {
  operators: Operators;
  segment: SegmentLookup;
}

/**
 * Whether an attribute fits: a list when one of its elements does; a `Date` as its milliseconds. What a context may not have (a
 * symbol, a list that contains itself) throws, and the evaluation answers `ERROR`.
 */
function holds(actual: unknown, test: Test): boolean {
  if (typeof actual !== "object") return actual !== undefined && test(actual as Scalar);
  if (Array.isArray(actual)) return actual.some((one) => holds(one, test));
  return actual instanceof Date && test(+actual);
}

function compilePositive(condition: Condition, vocabulary: Vocabulary): Predicate {
  if ("segment" in condition) {
    const inside = vocabulary.segment(condition.segment);
    if (!inside) throw new FlagProblem(`Segment ${condition.segment}`);
    return inside;
  }
  const read = attributeIn(condition.attribute);
  if (condition.operator === "exists") return (context) => (read(context) ?? null) !== null;
  const { operator, values } = condition;
  const compile = Object.hasOwn(vocabulary.operators, operator) && vocabulary.operators[operator];
  if (!compile) throw new FlagProblem(`Operator ${operator}`);
  const test = compile(values as readonly Scalar[]);
  return (context) => holds(read(context), test);
}

/** A condition as a closure. Throws a `FlagProblem` for what can never be compared. */
export function compileCondition(condition: Condition, vocabulary: Vocabulary): Predicate {
  const positive = compilePositive(condition, vocabulary);
  return condition.negate ? (context) => !positive(context) : positive;
}

/** All conditions as one closure. */
export function compileConditions(conditions: readonly Condition[], vocabulary: Vocabulary): Predicate {
  const all = conditions.map((condition) => compileCondition(condition, vocabulary));
  return (context) => {
    for (const one of all) if (!one(context)) return false;
    return true;
  };
}
