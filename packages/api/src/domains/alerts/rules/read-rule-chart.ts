import { events } from "@plumbline/db/schema";
import { and, desc, eq, gte, inArray } from "drizzle-orm";
import { callerOf } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import {
  type AbsenceCondition,
  type EventCondition,
  isMeasured,
  type SeriesCondition,
} from "../condition/condition.ts";
import type { RuleDefinition } from "../condition/rule-definition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { matchEvents, mostGroups } from "../evaluation/evaluate-events.ts";
import { compareWindows } from "../evaluation/measure-series.ts";
import { slideWindow } from "../evaluation/measure-series-sliding.ts";
import { readPoints, stepSeconds } from "../evaluation/read-measured.ts";
import { loadDefinition } from "./rule-ref.ts";
import { gatherMoments } from "./simulate-moments.ts";
import { startPace } from "./simulate-pace.ts";
import type { SimulatedPoint } from "./simulate-rule.ts";
import { inTurn } from "./simulate-turn.ts";

/** Events that one chart looks at; the newest of more. */
const mostEvents = 5000;
/** Minutes that a chart covers at most. */
export const mostChartMinutes = 360;
const stepMs = stepSeconds * 1000;

/** What a rule has looked at lately, minute by minute, by the numbers that it judges by. */
export interface RuleChart {
  from: Date;
  to: Date;
  /** Of several groups the value that is nearest to a breach, or furthest in it. */
  points: SimulatedPoint[];
  unit: string;
  /** Null for a rule that waits for silence. */
  limit: number | null;
  /** Whether a value below the limit is a breach; otherwise one above it is. */
  breachedBelow: boolean;
  /** False when there was more than can be looked at; then the oldest part has no points. */
  complete: boolean;
}

/**
 * The last minutes of what a rule looks at. One at a time for each caller.
 * @param minutes null for 60
 * @throws InvalidInputError outside of 5 to 360
 */
export async function readRuleChart(
  ctx: Context,
  rule: AlertRule,
  minutes: number | null | undefined,
): Promise<RuleChart> {
  await authorize(ctx, rule.workspaceId, "alerts:read");
  const asked = minutes ?? 60;
  if (asked < 5 || asked > mostChartMinutes)
    throw new InvalidInputError([{ path: ["minutes"], message: `must be between 5 and ${mostChartMinutes}.` }]);
  const to = ctx.app.clock.now();
  const span = { from: new Date(to.getTime() - asked * 60_000), to };
  return await inTurn(callerOf(ctx.actor), async () => {
    const definition = await ctx.reads.workspace(rule.workspaceId, (db) => loadDefinition(db, rule));
    const { condition, groupBy } = definition;
    return isMeasured(condition)
      ? await chartSeries(ctx, rule.workspaceId, { condition, groupBy }, span)
      : await chartEvents(ctx, rule, definition, condition, span);
  });
}

type Span = Pick<RuleChart, "from" | "to">;

async function chartSeries(
  ctx: Context,
  workspaceId: string,
  { condition, groupBy }: { condition: SeriesCondition; groupBy: readonly string[] },
  span: Span,
): Promise<RuleChart> {
  const pace = startPace();
  const unit = ctx.app.series.get(condition.series)?.unit ?? "";
  const measured = await readPoints(ctx, workspaceId, condition, span);
  const groups = await gatherMoments(condition.aggregation, groupBy, measured, pace);
  const windowMs = condition.windowSeconds * 1000;
  const slides = groups.slice(0, mostGroups).map(({ moments }) => ({
    newest: slideWindow(condition.aggregation, moments, windowMs),
    older: slideWindow(condition.aggregation, moments, windowMs),
  }));
  const breachedBelow = condition.comparator === "lt" || condition.comparator === "lte";
  const worse = breachedBelow ? Math.min : Math.max;
  const points: SimulatedPoint[] = [];
  let shown = unit;
  for (const at of minutesOf(span)) {
    let value: number | null = null;
    for (const { newest, older } of slides) {
      if (pace.spend() && !(await pace.rest())) break;
      const one = compareWindows(condition, newest(at), () => older(at - windowMs), unit);
      shown = one.unit;
      if (one.value !== null) value = value === null ? one.value : worse(value, one.value);
    }
    if (pace.ended) break;
    points.push({ at: new Date(at), value });
  }
  const complete = pace.ended === null && groups.length <= mostGroups;
  return { ...span, points, unit: shown, limit: condition.limit, breachedBelow, complete };
}

async function chartEvents(
  ctx: Context,
  { id, workspaceId, name, version, severity, tenantId, activeSince }: AlertRule,
  definition: RuleDefinition,
  condition: EventCondition | AbsenceCondition,
  span: Span,
): Promise<RuleChart> {
  const windowMs = (condition.kind === "event" ? condition.withinSeconds : stepSeconds) * 1000;
  const since = new Date(span.from.getTime() - windowMs);
  const own = and(eq(events.workspaceId, workspaceId), inArray(events.type, condition.types));
  const newest = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(events)
      .where(and(own, gte(events.occurredAt, since)))
      .orderBy(desc(events.position))
      .limit(mostEvents + 1),
  );
  const complete = newest.length <= mostEvents;
  const log = newest.slice(0, mostEvents);
  const start = complete ? span.from.getTime() : (log.at(-1)?.occurredAt.getTime() ?? 0) + windowMs;
  const active = { id, name, version, severity, tenantId, activeSince: activeSince.getTime(), definition };
  const times = new Map<string, number[]>();
  for (const { groupKey, event } of matchEvents([active], log)) {
    const known = times.get(groupKey);
    if (known) known.push(event.occurredAt.getTime());
    else times.set(groupKey, [event.occurredAt.getTime()]);
  }
  const most = (at: number) =>
    Math.max(0, ...[...times.values()].map((own) => own.filter((time) => time > at - windowMs && time <= at).length));
  const points = minutesOf(span).map((at) => ({ at: new Date(at), value: at < start ? null : most(at) }));
  const limit = condition.kind === "event" ? condition.atLeast : null;
  return { ...span, points, unit: "events", limit, breachedBelow: false, complete };
}

/** Whole minutes of a span, and its end: what happens now is seen now. */
function minutesOf({ from, to }: Span): number[] {
  const minutes: number[] = [];
  for (let at = Math.ceil(from.getTime() / stepMs) * stepMs; at < to.getTime(); at += stepMs) minutes.push(at);
  return [...minutes, to.getTime()];
}
