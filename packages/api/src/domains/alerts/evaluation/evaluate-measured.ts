import type { Db } from "@plumbline/db";
import { alertRules } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertRuleFailing } from "../events.ts";
import type { ActiveRule } from "./active-rule.ts";
import { applyFindings } from "./apply-findings.ts";
import { noteEvaluated } from "./evaluate-batch.ts";
import { mostGroups } from "./evaluate-events.ts";
import { judge, measure } from "./measure-series.ts";
import { quantity } from "./quantity.ts";
import type { MeasuredRule } from "./read-measured.ts";
import { groupPoints } from "./series-groups.ts";
import { emptyWindow } from "./window.ts";
import { loadRuleWindows, saveWindows } from "./window-store.ts";

/** Evaluates one rule over what was measured, at a moment. The caller holds the evaluator's lock. */
export async function evaluateMeasured(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { rule, condition, unit, points, failed }: MeasuredRule,
  now: Date,
): Promise<void> {
  if (failed) return await noteFailed(tx, ctx, workspaceId, rule, failed);
  const windows = new Map((await loadRuleWindows(tx, workspaceId, rule.id)).map((group) => [group.groupKey, group]));
  const groups = groupPoints(rule.definition.groupBy, points).slice(0, mostGroups);
  let shown: string | null = null;
  const touched = [];
  const found = [];
  for (const { groupKey, labels, points: own } of groups) {
    const group = windows.get(groupKey) ?? { groupKey, labels, state: emptyWindow() };
    const value = measure(condition, own, now.getTime(), unit);
    if (value.value !== null) shown ??= `${condition.series} was ${quantity(value.value, value.unit)}`;
    for (const finding of judge(condition, group, value, now.getTime())) found.push({ rule, finding });
    touched.push({ ruleId: rule.id, group });
  }
  await saveWindows(tx, workspaceId, touched, now);
  await applyFindings(tx, ctx, workspaceId, found);
  if (shown) await noteEvaluated(tx, ctx, workspaceId, [rule], shown);
}

/** The first failure since it last worked is an event; the rule's claim is broken until it works again. */
async function noteFailed(tx: Db, ctx: Context, workspaceId: string, rule: ActiveRule, reason: string): Promise<void> {
  const own = and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.id, rule.id));
  await tx.update(alertRules).set({ failedReason: reason }).where(own);
  const first = await tx
    .update(alertRules)
    .set({ failingSince: ctx.app.clock.now() })
    .where(and(own, isNull(alertRules.failingSince)))
    .returning({ id: alertRules.id });
  if (first.length === 0) return;
  const { id, name, version, severity, tenantId } = rule;
  const data = { name, version, severity, reason };
  await recordEvent(tx, ctx, alertRuleFailing, { workspaceId, subjectId: id, tenantId, data });
}
