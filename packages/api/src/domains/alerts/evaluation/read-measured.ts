import type { Context } from "../../../service/context.ts";
import { isMeasured, type SeriesCondition } from "../condition/condition.ts";
import type { SeriesPoint } from "../define-series.ts";
import type { ActiveRule } from "./active-rule.ts";
import { lookbackSeconds } from "./measure-series.ts";

/** Seconds of one point as rules see it; they are evaluated as often. */
export const stepSeconds = 60;

/** What was measured for one rule, or why it could not be. */
export interface MeasuredRule {
  rule: ActiveRule;
  condition: SeriesCondition;
  unit: string;
  points: SeriesPoint[];
  failed: string | null;
}

/** The points that a condition needs to be evaluated at every minute of a span. */
export async function readPoints(
  ctx: Context,
  workspaceId: string,
  condition: SeriesCondition,
  span: { from: Date; to: Date },
): Promise<SeriesPoint[]> {
  const series = ctx.app.series.get(condition.series);
  if (!series) throw new TypeError(`There is no series ${condition.series} any more.`);
  // One step more on each side: windows rarely begin where steps do.
  const from = new Date(span.from.getTime() - (lookbackSeconds(condition) + stepSeconds) * 1000);
  return await series.read(ctx, { workspaceId, from, to: span.to, stepSeconds, filter: condition.filter });
}

/** Reads the series of all rules that watch one. Before the transaction: a series has its own way to read. */
export async function readMeasured(
  ctx: Context,
  workspaceId: string,
  rules: readonly ActiveRule[],
  now: Date,
): Promise<MeasuredRule[]> {
  const measured: MeasuredRule[] = [];
  for (const rule of rules) {
    const { condition } = rule.definition;
    if (!isMeasured(condition)) continue;
    const unit = ctx.app.series.get(condition.series)?.unit ?? "";
    const read = { rule, condition, unit };
    try {
      const points = await readPoints(ctx, workspaceId, condition, { from: now, to: now });
      measured.push({ ...read, points, failed: null });
    } catch (err) {
      ctx.app.log.warn({ err, ruleId: rule.id, series: condition.series }, "A series could not be read for a rule.");
      const failed = err instanceof TypeError ? err.message : `${condition.series} could not be read.`;
      measured.push({ ...read, points: [], failed });
    }
  }
  return measured;
}
