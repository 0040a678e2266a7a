import { alertRules } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { forgetWindows } from "../evaluation/window-store.ts";
import { alertRuleDisabled, alertRuleEnabled } from "../events.ts";
import { endAlertsOf } from "./end-alerts-of.ts";
import { authorizeRule, lockRule, ownRule } from "./rule-ref.ts";

export const switchAlertRuleInput = z.object({ ruleId: z.uuid() });

export type SwitchAlertRuleInput = z.input<typeof switchAlertRuleInput>;

/** Switches a rule on. It looks at what happens from now on. */
export async function enableAlertRule(ctx: Context, input: SwitchAlertRuleInput): Promise<AlertRule> {
  return await switchAlertRule(ctx, input, true);
}

/** Switches a rule off; its open alerts end, since nobody would notice any more when they are over. */
export async function disableAlertRule(ctx: Context, input: SwitchAlertRuleInput): Promise<AlertRule> {
  return await switchAlertRule(ctx, input, false);
}

async function switchAlertRule(ctx: Context, input: SwitchAlertRuleInput, enabled: boolean): Promise<AlertRule> {
  const wish = parseInput(switchAlertRuleInput, input);
  const workspaceId = await authorizeRule(ctx, wish.ruleId);
  const verb = enabled ? "enableAlertRule" : "disableAlertRule";
  return await transact(ctx, { workspaceId, verb, input: wish }, async (tx) => {
    const known = await lockRule(tx, workspaceId, wish.ruleId);
    if (known.enabled === enabled) return known;
    const now = ctx.app.clock.now();
    await forgetWindows(tx, workspaceId, known.id);
    if (!enabled) await endAlertsOf(tx, ctx, known, "The rule was switched off.");
    const [after] = await tx
      .update(alertRules)
      .set({ enabled, activeSince: now, failedReason: null, failingSince: null, updatedAt: now })
      .where(ownRule(workspaceId, known.id))
      .returning();
    const rule = after as AlertRule;
    const { id, name, version, severity, tenantId } = rule;
    await recordEvent(tx, ctx, enabled ? alertRuleEnabled : alertRuleDisabled, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { name, version, severity },
      before: { enabled: !enabled },
      after: { enabled },
    });
    return rule;
  });
}
