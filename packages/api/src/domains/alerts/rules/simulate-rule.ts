import type { AlertLabels } from "@plumbline/db/schema";
import type { AbsenceCondition, EventCondition, SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import type { ActiveRule } from "../evaluation/active-rule.ts";
import { groupsOver, matchEvents } from "../evaluation/evaluate-events.ts";
import type { Finding } from "../evaluation/finding.ts";
import { groupKeyOf } from "../evaluation/group.ts";
import { judge, measure } from "../evaluation/measure-series.ts";
import { advance, type GroupState, observe } from "../evaluation/observe-event.ts";
import type { SeenEvent } from "../evaluation/seen-event.ts";
import { groupPoints } from "../evaluation/series-groups.ts";
import { emptyWindow } from "../evaluation/window.ts";

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
export function simulateEvents(
  rule: ActiveRule,
  condition: EventCondition | AbsenceCondition,
  events: readonly SeenEvent[],
  span: { from: Date; to: Date },
): { firings: Firing[]; times: number[] } {
  const matches = matchEvents([rule], events);
  const { get, touched } = groupsOver(new Map(), new Map());
  const findings: Finding[] = [];
  if (condition.kind === "absence" && rule.definition.groupBy.length === 0) {
    get(rule, { groupKey: groupKeyOf({}), labels: {} }).state.lastSeen = span.from.getTime();
  }
  for (const match of matches) findings.push(...observe(condition, get(rule, match), match.event));
  for (const { group } of touched.values()) findings.push(...advance(condition, group, span.to.getTime()));
  return { firings: firingsOf(findings), times: matches.map(({ event }) => event.occurredAt.getTime()) };
}

/** Evaluates a series at every step of a span, as the clock does. */
export function simulateSeries(
  condition: SeriesCondition,
  groupBy: readonly string[],
  points: readonly SeriesPoint[],
  { from, to, stepSeconds, unit }: { from: Date; to: Date; stepSeconds: number; unit: string },
): { firings: Firing[]; values: SimulatedPoint[] } {
  const findings: Finding[] = [];
  const values: SimulatedPoint[] = [];
  const step = stepSeconds * 1000;
  const moments: number[] = [];
  for (let at = Math.ceil(from.getTime() / step) * step; at <= to.getTime(); at += step) moments.push(at);
  for (const [index, { groupKey, labels, points: own }] of groupPoints(groupBy, points).entries()) {
    const group: GroupState = { groupKey, labels, state: emptyWindow() };
    const near = slidingPoints(own, condition.windowSeconds * 2000);
    for (const at of moments) {
      const measured = measure(condition, near(at), at, unit);
      findings.push(...judge(condition, group, measured, at));
      if (index === 0) values.push({ at: new Date(at), value: measured.value });
    }
  }
  return { firings: firingsOf(findings), values };
}

/** The points that can matter at a moment, for moments in their order: a day of minutes is not searched for each of its minutes. */
function slidingPoints(points: readonly SeriesPoint[], backMs: number): (at: number) => SeriesPoint[] {
  const sorted = points.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let first = 0;
  let end = 0;
  return (at) => {
    while (end < sorted.length && (sorted[end]?.at.getTime() ?? 0) <= at) end += 1;
    while (first < end && (sorted[first]?.at.getTime() ?? 0) <= at - backMs) first += 1;
    return sorted.slice(first, end);
  };
}

/** Pairs what fired with what ended it, by group, in the order of their beginnings. */
function firingsOf(findings: readonly Finding[]): Firing[] {
  const open = new Map<string, Firing>();
  const firings: Firing[] = [];
  for (const finding of findings) {
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
  return firings.sort((a, b) => a.from.getTime() - b.from.getTime());
}
