import type { SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import { describeSpan } from "./describe-span.ts";
import type { Finding } from "./finding.ts";
import { compare } from "./match-event.ts";
import { combineOf } from "./measure-series-sliding.ts";
import type { GroupState } from "./observe-event.ts";
import { quantity, roundForPeople } from "./quantity.ts";

const words = { gt: "above", gte: "at or above", lt: "below", lte: "at or below" } as const;

/** What a condition's window comes to at a moment. */
export interface Measured {
  /** Null when too little was measured to say. */
  value: number | null;
  unit: string;
}

/** Seconds of points that a condition needs before the moment that it is evaluated at. */
export function lookbackSeconds(condition: SeriesCondition): number {
  return condition.kind === "threshold" ? condition.windowSeconds : condition.windowSeconds * 2;
}

/** The condition's value at a moment, from the points of one group. */
export function measure(
  condition: SeriesCondition,
  points: readonly SeriesPoint[],
  now: number,
  unit: string,
): Measured {
  const windowMs = condition.windowSeconds * 1000;
  const newest = aggregate(condition, points, now - windowMs, now);
  const older = () => aggregate(condition, points, now - 2 * windowMs, now - windowMs);
  return compareWindows(condition, newest, older, unit);
}

/** The condition's value from the aggregate of its window and of the one before, which only some conditions ask for. */
export function compareWindows(
  condition: SeriesCondition,
  newest: number | null,
  before: () => number | null,
  unit: string,
): Measured {
  if (condition.kind === "threshold" || newest === null) return { value: newest, unit };
  const older = before();
  if (older === null) return { value: null, unit };
  if (condition.kind === "rate") {
    const per = { 1: "s", 60: "min", 3600: "h" }[condition.perSeconds];
    return {
      value: ((newest - older) / condition.windowSeconds) * condition.perSeconds,
      unit: `${unit} per ${per}`,
    };
  }
  if (condition.unit === "absolute") return { value: newest - older, unit };
  // From nothing to something has no percentage.
  return { value: older === 0 ? null : ((newest - older) / Math.abs(older)) * 100, unit: "%" };
}

function aggregate({ aggregation }: SeriesCondition, points: readonly SeriesPoint[], from: number, to: number) {
  const combine = combineOf(aggregation);
  let all: number | null = null;
  let count = 0;
  for (const { at, value } of points) {
    const time = at.getTime();
    if (value === null || time <= from || time > to) continue;
    all = all === null ? value : combine(all, value);
    count += 1;
  }
  return all !== null && aggregation === "avg" ? all / count : all;
}

/** What a new value changes for its group. A gap changes nothing: neither does it fire, nor is anything over because of it. */
export function judge(
  condition: SeriesCondition,
  group: GroupState,
  { value, unit }: Measured,
  now: number,
): Finding[] {
  const { groupKey, labels, state } = group;
  if (value === null) return [];
  state.value = value;
  state.lastSeen = now;
  const { comparator, limit, forSeconds } = condition;
  const shown = quantity(value, unit);
  if (state.firing) {
    const backAt = condition.clearLimit ?? limit;
    if (compare(comparator, value, backAt))
      return [{ kind: "counted", groupKey, labels, at: now, count: 1, samples: [] }];
    state.firing = false;
    state.breachedSince = null;
    const cause = `${condition.series} is ${shown}, no longer ${words[comparator]} ${roundForPeople(backAt)}.`;
    return [{ kind: "cleared", groupKey, labels, at: now, cause }];
  }
  if (!compare(comparator, value, limit)) {
    state.breachedSince = null;
    return [];
  }
  state.breachedSince ??= now;
  if (now - state.breachedSince < forSeconds * 1000) return [];
  state.firing = true;
  const since = forSeconds > 0 ? ` for ${describeSpan((now - state.breachedSince) / 1000)}` : "";
  const what = { threshold: "is", rate: "changes by", change: "changed by" }[condition.kind];
  const reason = `${condition.series} ${what} ${shown}, ${words[comparator]} ${roundForPeople(limit)}${since}.`;
  return [
    {
      kind: "fired",
      groupKey,
      labels,
      at: now,
      firstAt: state.breachedSince,
      lastAt: now,
      count: 1,
      samples: [],
      reason,
    },
  ];
}
