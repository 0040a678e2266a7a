import type { Db } from "@plumbline/db";
import { alertWindows } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { isMeasured } from "../condition/condition.ts";
import type { ActiveRule } from "./active-rule.ts";
import { applyFindings } from "./apply-findings.ts";
import { noteEvaluated } from "./evaluate-batch.ts";
import { groupKeyOf } from "./group.ts";
import { advance } from "./observe-event.ts";
import { emptyWindow } from "./window.ts";
import { saveWindows } from "./window-store.ts";

/** Changes what time alone changes for the rules over events: quiet alerts end, absences open. The caller holds the evaluator's lock. */
export async function advanceRules(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  rules: readonly ActiveRule[],
  now: Date,
): Promise<void> {
  for (const rule of rules) {
    const { condition, groupBy } = rule.definition;
    if (isMeasured(condition)) continue;
    if (condition.kind === "absence") {
      if (groupBy.length === 0) await beginWaiting(tx, workspaceId, rule, now);
      await noteEvaluated(tx, ctx, workspaceId, [rule], "Looked for what is missing");
    }
    const span = condition.kind === "absence" ? condition.forSeconds : condition.resolveAfterSeconds;
    const due = await tx
      .select()
      .from(alertWindows)
      .where(
        and(
          eq(alertWindows.workspaceId, workspaceId),
          eq(alertWindows.ruleId, rule.id),
          sql`(${alertWindows.state}->>'firing')::boolean = ${condition.kind === "event"}`,
          sql`(${alertWindows.state}->>'lastSeen')::bigint <= ${now.getTime() - span * 1000}::bigint`,
        ),
      )
      .orderBy(alertWindows.groupKey);
    const found = due.flatMap((group) =>
      advance(condition, group, now.getTime()).map((finding) => ({ rule, finding })),
    );
    await saveWindows(
      tx,
      workspaceId,
      due.map((group) => ({ ruleId: rule.id, group })),
      now,
    );
    await applyFindings(tx, ctx, workspaceId, found);
  }
}

/** An absence without groups waits from the moment on at which the rule is active: it needs to have seen nothing before. */
async function beginWaiting(tx: Db, workspaceId: string, rule: ActiveRule, now: Date): Promise<void> {
  await tx
    .insert(alertWindows)
    .values({
      workspaceId,
      ruleId: rule.id,
      groupKey: groupKeyOf({}),
      labels: {},
      state: { ...emptyWindow(), lastSeen: rule.activeSince },
      updatedAt: now,
    })
    .onConflictDoNothing();
}

/** Forgets groups of events that count for nothing any more. Absences are not forgotten: that is what they are about. */
export async function forgetOldWindows(
  tx: Db,
  workspaceId: string,
  rules: readonly ActiveRule[],
  now: Date,
): Promise<void> {
  for (const { id, definition } of rules) {
    const { condition } = definition;
    if (condition.kind !== "event") continue;
    const before = now.getTime() - Math.max(condition.withinSeconds, condition.resolveAfterSeconds) * 1000;
    await tx
      .delete(alertWindows)
      .where(
        and(
          eq(alertWindows.workspaceId, workspaceId),
          eq(alertWindows.ruleId, id),
          sql`not (${alertWindows.state}->>'firing')::boolean`,
          sql`(${alertWindows.state}->>'lastSeen')::bigint < ${before}::bigint`,
        ),
      );
  }
}
