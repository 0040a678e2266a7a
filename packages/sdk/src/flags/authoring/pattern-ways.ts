import { waysOf } from "../conditions/guard-regex.ts";
import type { Condition, Segment } from "../model/condition.ts";
import type { FlagDefinition } from "../model/flag-definition.ts";

/** What the patterns of conditions may try together, in the unit of `waysOf`; segments that they name are not counted. */
export function waysOfConditions(conditions: readonly Condition[]): number {
  let ways = 0;
  for (const one of conditions)
    if ("operator" in one && one.operator === "regex") for (const value of one.values ?? []) ways += waysOf(`${value}`);
  return ways;
}

/** What the patterns of flags may try in one evaluation of all of them. A segment counts once: it remembers its last answer. */
export function patternWays(flags: readonly FlagDefinition[], segments: readonly Segment[]): number {
  const named = new Set<string>();
  let ways = 0;
  for (const { rules = [] } of flags)
    for (const { conditions } of rules) {
      ways += waysOfConditions(conditions);
      for (const one of conditions) if ("segment" in one) named.add(one.segment);
    }
  for (const { key, conditions } of segments) if (named.has(key)) ways += waysOfConditions(conditions);
  return ways;
}
