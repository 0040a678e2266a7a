import { alertRules } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { forgetWindows } from "../evaluation/window-store.ts";
import { alertRuleDeleted } from "../events.ts";
import { endAlertsOf } from "./end-alerts-of.ts";
import { authorizeRule, lockRule, ownRule } from "./rule-ref.ts";

export const deleteAlertRuleInput = z.object({ ruleId: z.uuid() });

export type DeleteAlertRuleInput = z.input<typeof deleteAlertRuleInput>;

/** Deletes a rule; its open alerts end. Alerts and versions stay, so that history can be read. */
export async function deleteAlertRule(ctx: Context, input: DeleteAlertRuleInput): Promise<AlertRule> {
  const wish = parseInput(deleteAlertRuleInput, input);
  const workspaceId = await authorizeRule(ctx, wish.ruleId);
  return await transact(ctx, { workspaceId, verb: "deleteAlertRule", input: wish }, async (tx) => {
    const known = await lockRule(tx, workspaceId, wish.ruleId);
    await forgetWindows(tx, workspaceId, known.id);
    await endAlertsOf(tx, ctx, known, "The rule was deleted.");
    const now = ctx.app.clock.now();
    const [after] = await tx
      .update(alertRules)
      .set({ archivedAt: now, enabled: false, updatedAt: now })
      .where(ownRule(workspaceId, known.id))
      .returning();
    const { id, name, version, severity, tenantId } = known;
    await recordEvent(tx, ctx, alertRuleDeleted, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { name, version, severity },
      before: { archivedAt: null },
      after: { archivedAt: now.toISOString() },
    });
    return after as AlertRule;
  });
}
