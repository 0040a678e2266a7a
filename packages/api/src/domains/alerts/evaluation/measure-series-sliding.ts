import type { SeriesCondition } from "../condition/condition.ts";

/** What was measured at one moment of a group: all of its points together. */
export interface Moment {
  time: number;
  value: number;
  /** How many points the value is made of. */
  count: number;
}

/** How two aggregates of neighbouring spans become one, the older first. For avg it is the sum; whoever reads it divides. */
export function combineOf(aggregation: SeriesCondition["aggregation"]): (older: number, newer: number) => number {
  switch (aggregation) {
    case "avg":
    case "sum":
      return (a, b) => a + b;
    case "min":
      return (a, b) => Math.min(a, b);
    case "max":
      return (a, b) => Math.max(a, b);
    case "last":
      return (_a, b) => b;
  }
}

/**
 * The aggregate of the `windowMs` up to a moment (its beginning exclusive), for moments in their order.
 * Two stacks as one queue: each point is combined a constant number of times, whatever the window, and nothing is
 * ever subtracted, so that no rounding error is left of what went out.
 * @param moments in the order of time
 */
export function slideWindow(
  aggregation: SeriesCondition["aggregation"],
  moments: readonly Moment[],
  windowMs: number,
): (to: number) => number | null {
  const combine = combineOf(aggregation);
  const older = new Float64Array(moments.length);
  let first = 0;
  let split = 0;
  let end = 0;
  let newer: number | null = null;
  let count = 0;
  function turnOver() {
    for (let n = end - 1, sum: number | null = null; n >= first; n -= 1) {
      const { value } = moments[n] as Moment;
      sum = sum === null ? value : combine(value, sum);
      older[n] = sum;
    }
    split = end;
    newer = null;
  }
  return (to) => {
    for (let next = moments[end]; next && next.time <= to; next = moments[end]) {
      newer = newer === null ? next.value : combine(newer, next.value);
      count += next.count;
      end += 1;
    }
    for (let next = moments[first]; first < end && next && next.time <= to - windowMs; next = moments[first]) {
      if (first === split) turnOver();
      count -= next.count;
      first += 1;
    }
    if (first === end) return null;
    const left = first < split ? (older[first] as number) : null;
    const all = left === null ? (newer as number) : newer === null ? left : combine(left, newer);
    return aggregation === "avg" ? all / count : all;
  };
}
