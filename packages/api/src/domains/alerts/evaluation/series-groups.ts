import type { AlertLabels } from "@plumbline/db/schema";
import type { SeriesPoint } from "../define-series.ts";
import { groupKeyOf } from "./group.ts";

/** The points of one group of a series, in the order of time. */
export interface PointGroup {
  groupKey: string;
  labels: AlertLabels;
  points: SeriesPoint[];
}

/** Points by the values of the dimensions that a rule groups by. Without any all of them are one group, also when there are none. */
export function groupPoints(groupBy: readonly string[], points: readonly SeriesPoint[]): PointGroup[] {
  const groups = new Map<string, PointGroup>();
  if (groupBy.length === 0) groups.set(groupKeyOf({}), { groupKey: groupKeyOf({}), labels: {}, points: [] });
  for (const point of points) {
    const labels = Object.fromEntries(groupBy.map((name) => [name, point.dimensions[name] ?? ""]));
    const groupKey = groupKeyOf(labels);
    const group = groups.get(groupKey) ?? { groupKey, labels, points: [] };
    group.points.push(point);
    groups.set(groupKey, group);
  }
  return [...groups.values()];
}
