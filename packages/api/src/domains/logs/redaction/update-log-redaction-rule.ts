import { logRedactionRules } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, changedFields } from "../../workspaces/index.ts";
import { logRedactionRuleUpdated } from "../events.ts";
import { forgetLogSettings } from "../limits/log-settings-of.ts";
import { lockLogSettings } from "../limits/write-log-settings.ts";
import { type LogRedactionRule, redactionRuleFields } from "./redaction-rule-ref.ts";
import { requirePatternBudget } from "./require-pattern-budget.ts";
import { requireRedactionRule } from "./require-redaction-rule.ts";

export const updateLogRedactionRuleInput = z.object({
  ruleId: z.uuid(),
  pattern: redactionRuleFields.pattern.nullish(),
  enabled: z.boolean().nullish(),
});

export type UpdateLogRedactionRuleInput = z.input<typeof updateLogRedactionRuleInput>;

/** Changes a rule's pattern, or switches it on or off; what is left out stays. */
export async function updateLogRedactionRule(
  ctx: Context,
  input: UpdateLogRedactionRuleInput,
): Promise<LogRedactionRule> {
  const wish = parseInput(updateLogRedactionRuleInput, input);
  const { ruleId: id } = wish;
  const workspaceId = await authorizeRow(ctx, {
    table: logRedactionRules,
    id,
    permission: "logs:settings",
    noun: "redaction rule",
  });
  const rule = await transact(ctx, { workspaceId, verb: "updateLogRedactionRule", input: wish }, async (tx) => {
    await lockLogSettings(tx, workspaceId);
    const known = await requireRedactionRule(tx, workspaceId, id);
    const fields = { pattern: wish.pattern ?? known.pattern, enabled: wish.enabled ?? known.enabled };
    const changes = changedFields(known, fields);
    if (!changes) return known;
    if (fields.pattern !== known.pattern)
      await requirePatternBudget(tx, { workspaceId, pattern: fields.pattern, ruleId: id });
    const [updated] = await tx
      .update(logRedactionRules)
      .set({ ...fields, updatedAt: ctx.app.clock.now() })
      .where(and(eq(logRedactionRules.workspaceId, workspaceId), eq(logRedactionRules.id, id)))
      .returning();
    await recordEvent(tx, ctx, logRedactionRuleUpdated, {
      workspaceId,
      subjectId: id,
      data: { name: known.name },
      ...changes,
    });
    return updated as LogRedactionRule;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return rule;
}
