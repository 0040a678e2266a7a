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

/**
 * What the patterns of flags may try in one evaluation of all of them on a list, for each 256 characters of it. A pattern forgets
 * one text over the next: unlike in `patternWays` a segment counts wherever it is named, and a flag wherever it is a prerequisite.
 */
export function patternWaysOfLists(flags: readonly FlagDefinition[], segments: readonly Segment[]): number {
  const ofSegments = new Map(segments.map(({ key, conditions }) => [key, waysOfConditions(conditions)]));
  const byKey = new Map(flags.map((flag) => [flag.key, flag]));
  const known = new Map<string, number>();

  function waysOf({ key, rules = [], prerequisites = [] }: FlagDefinition): number {
    const before = known.get(key);
    if (before !== undefined) return before;
    // Zero for the rest of a circle, which is never evaluated.
    known.set(key, 0);
    let ways = 0;
    for (const { conditions } of rules) {
      ways += waysOfConditions(conditions);
      for (const one of conditions) if ("segment" in one) ways += ofSegments.get(one.segment) ?? 0;
    }
    for (const { flag } of prerequisites) {
      const needed = byKey.get(flag);
      if (needed) ways += waysOf(needed);
    }
    known.set(key, ways);
    return ways;
  }

  return flags.reduce((sum, flag) => sum + waysOf(flag), 0);
}
