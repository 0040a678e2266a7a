import type { Db } from "@plumbline/db";
import { alertRules, alerts } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { forgetWindows } from "../evaluation/window-store.ts";
import { alertRuleDeleted } from "../events.ts";
import { lockRule, ownRule } from "./rule-ref.ts";

/**
 * Deletes a rule that another domain made by `addAlertRule`, once none of its alerts is open: until then people look at them. In
 * the caller's transaction, which must hold no lock on an alert yet. @returns whether it is gone
 */
export async function retireAlertRule(tx: Db, ctx: Context, workspaceId: string, ruleId: string): Promise<boolean> {
  const [known] = await tx.select().from(alertRules).where(ownRule(workspaceId, ruleId));
  if (!known) return true;
  await lockRule(tx, workspaceId, ruleId);
  const open = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.ruleId, ruleId), ne(alerts.state, "resolved")))
    .limit(1);
  if (open.length > 0) return false;
  await forgetWindows(tx, workspaceId, ruleId);
  const now = ctx.app.clock.now();
  await tx
    .update(alertRules)
    .set({ archivedAt: now, enabled: false, updatedAt: now })
    .where(ownRule(workspaceId, ruleId));
  const { name, version, severity, tenantId } = known;
  await recordEvent(tx, ctx, alertRuleDeleted, {
    workspaceId,
    subjectId: ruleId,
    tenantId,
    data: { name, version, severity },
    before: { archivedAt: null },
    after: { archivedAt: now.toISOString() },
  });
  return true;
}
