import { readTime } from "../conditions/operators.ts";
import { FlagProblem } from "../flag-problem.ts";
import type { Decide, Recipe } from "../recipe.ts";

export function scheduleStep({ flag, otherwise }: Recipe): Decide | undefined {
  if (!flag.schedule) return undefined;
  const from = timeOf(flag.schedule.from ?? -Infinity);
  const until = timeOf(flag.schedule.until ?? Infinity);
  const outside = otherwise("DISABLED", "schedule");
  return (context, at = Date.now()) => (at >= from && at < until ? undefined : outside(context));
}

/** Milliseconds since 1970 of a configured time. */
export function timeOf(configured: string | number): number {
  const time = readTime(configured);
  if (Number.isNaN(time)) throw new FlagProblem(`Time ${configured}`);
  return time;
}
