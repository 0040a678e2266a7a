import type { AlertLabels } from "@plumbline/db/schema";
import type { AbsenceCondition, EventCondition, SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import type { ActiveRule } from "../evaluation/active-rule.ts";
import { groupsOver, matchEvents } from "../evaluation/evaluate-events.ts";
import type { Finding } from "../evaluation/finding.ts";
import { groupKeyOf } from "../evaluation/group.ts";
import { compareWindows, judge } from "../evaluation/measure-series.ts";
import { slideWindow } from "../evaluation/measure-series-sliding.ts";
import { advance, type GroupState, observe } from "../evaluation/observe-event.ts";
import type { SeenEvent } from "../evaluation/seen-event.ts";
import { emptyWindow } from "../evaluation/window.ts";
import { gatherMoments } from "./simulate-moments.ts";
import { type Pace, startPace } from "./simulate-pace.ts";

/** One time that a rule would have fired. */
export interface Firing {
  from: Date;
  /** Null while it would still be open. */
  to: Date | null;
  labels: AlertLabels;
  /** Why it would have opened. */
  reason: string;
  /** Why it would have ended; null while open. */
  cause: string | null;
  count: number;
}

/** What a chart shows beside the firings. */
export interface SimulatedPoint {
  at: Date;
  value: number | null;
}

/** Puts events through a rule's windows, as the evaluator does, and lets time pass until the end. */
export async function simulateEvents(
  rule: ActiveRule,
  condition: EventCondition | AbsenceCondition,
  events: readonly SeenEvent[],
  span: { from: Date; to: Date },
  pace: Pace = startPace(),
): Promise<{ firings: Firing[]; times: number[] }> {
  const { get, touched } = groupsOver(new Map(), new Map());
  const pairs = pairFirings();
  const times: number[] = [];
  let end = span.to.getTime();
  if (condition.kind === "absence" && rule.definition.groupBy.length === 0) {
    get(rule, { groupKey: groupKeyOf({}), labels: {} }).state.lastSeen = span.from.getTime();
  }
  for (const event of events) {
    if (pace.spend() && !(await pace.rest())) {
      end = event.occurredAt.getTime();
      break;
    }
    for (const match of matchEvents([rule], [event])) {
      times.push(event.occurredAt.getTime());
      pairs.add(observe(condition, get(rule, match), event));
    }
  }
  for (const { group } of touched.values()) pairs.add(advance(condition, group, end));
  return { firings: pairs.firings(), times };
}

/** Evaluates a series at every step of a span, as the clock does. What the pace has no time for is left out, group by group. */
export async function simulateSeries(
  condition: SeriesCondition,
  groupBy: readonly string[],
  points: readonly SeriesPoint[],
  { from, to, stepSeconds, unit }: { from: Date; to: Date; stepSeconds: number; unit: string },
  pace: Pace = startPace(),
): Promise<{ firings: Firing[]; values: SimulatedPoint[] }> {
  const pairs = pairFirings();
  const values: SimulatedPoint[] = [];
  const step = stepSeconds * 1000;
  const windowMs = condition.windowSeconds * 1000;
  const groups = await gatherMoments(condition.aggregation, groupBy, points, pace);
  for (const [index, { groupKey, labels, moments }] of groups.entries()) {
    const group: GroupState = { groupKey, labels, state: emptyWindow() };
    const newest = slideWindow(condition.aggregation, moments, windowMs);
    const older = slideWindow(condition.aggregation, moments, windowMs);
    for (let at = Math.ceil(from.getTime() / step) * step; at <= to.getTime(); at += step) {
      if (pace.spend() && !(await pace.rest())) return { firings: pairs.firings(), values };
      const measured = compareWindows(condition, newest(at), () => older(at - windowMs), unit);
      pairs.add(judge(condition, group, measured, at));
      if (index === 0) values.push({ at: new Date(at), value: measured.value });
    }
  }
  return { firings: pairs.firings(), values };
}

/** Pairs what fired with what ended it, by group; tells them in the order of their beginnings. */
function pairFirings(): { add(findings: readonly Finding[]): void; firings(): Firing[] } {
  const open = new Map<string, Firing>();
  const firings: Firing[] = [];
  function addOne(finding: Finding) {
    const known = open.get(finding.groupKey);
    if (finding.kind === "fired") {
      const { labels, reason, count, at } = finding;
      const firing = { from: new Date(at), to: null, labels, reason, cause: null, count };
      open.set(finding.groupKey, firing);
      firings.push(firing);
    } else if (known && finding.kind === "counted") {
      known.count += finding.count;
    } else if (known && finding.kind === "cleared") {
      known.to = new Date(finding.at);
      known.cause = finding.cause;
      open.delete(finding.groupKey);
    }
  }
  return {
    add: (findings) => findings.forEach(addOne),
    firings: () => firings.sort((a, b) => a.from.getTime() - b.from.getTime()),
  };
}
