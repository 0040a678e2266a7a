import type { AlertLabels } from "@plumbline/db/schema";
import type { SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import { groupKeyOf } from "../evaluation/group.ts";
import { combineOf, type Moment } from "../evaluation/measure-series-sliding.ts";
import type { Pace } from "./simulate-pace.ts";

/** What was measured of one group, in the order of time. */
export interface MomentGroup {
  groupKey: string;
  labels: AlertLabels;
  moments: Moment[];
}

interface Gathered extends Omit<MomentGroup, "moments"> {
  byTime: Map<number, Moment>;
}

/** Points by group, those of one time combined to one. Without dimensions to group by all are one group, also when there are none. */
export async function gatherMoments(
  aggregation: SeriesCondition["aggregation"],
  groupBy: readonly string[],
  points: readonly SeriesPoint[],
  pace: Pace,
): Promise<MomentGroup[]> {
  const combine = combineOf(aggregation);
  const groups = new Map<string, Gathered>();
  // The points of one line share their dimensions: the key is made once for each line.
  const byDimensions = new Map<SeriesPoint["dimensions"], Gathered>();
  const groupOf = (dimensions: SeriesPoint["dimensions"]) => {
    const labels = Object.fromEntries(groupBy.map((name) => [name, dimensions[name] ?? ""]));
    const groupKey = groupKeyOf(labels);
    const group = groups.get(groupKey) ?? { groupKey, labels, byTime: new Map() };
    groups.set(groupKey, group);
    byDimensions.set(dimensions, group);
    return group;
  };
  if (groupBy.length === 0) groupOf({});
  for (const { at, value, dimensions } of points) {
    if (pace.spend() && !(await pace.rest())) break;
    const { byTime } = byDimensions.get(dimensions) ?? groupOf(dimensions);
    if (value === null) continue;
    const time = at.getTime();
    const known = byTime.get(time);
    if (!known) byTime.set(time, { time, value, count: 1 });
    else {
      known.value = combine(known.value, value);
      known.count += 1;
    }
  }
  return [...groups.values()].map(({ byTime, ...group }) => ({
    ...group,
    moments: [...byTime.values()].sort((a, b) => a.time - b.time),
  }));
}
