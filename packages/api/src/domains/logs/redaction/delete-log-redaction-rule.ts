import { logRedactionRules } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { logRedactionRuleDeleted } from "../events.ts";
import { forgetLogSettings } from "../limits/log-settings-of.ts";
import type { LogRedactionRule } from "./redaction-rule-ref.ts";
import { requireRedactionRule } from "./require-redaction-rule.ts";

export const deleteLogRedactionRuleInput = z.object({ ruleId: z.uuid() });

export type DeleteLogRedactionRuleInput = z.input<typeof deleteLogRedactionRuleInput>;

/** Deletes a rule. What it replaced stays replaced. */
export async function deleteLogRedactionRule(
  ctx: Context,
  input: DeleteLogRedactionRuleInput,
): Promise<LogRedactionRule> {
  const wish = parseInput(deleteLogRedactionRuleInput, input);
  const { ruleId: id } = wish;
  const workspaceId = await authorizeRow(ctx, {
    table: logRedactionRules,
    id,
    permission: "logs:settings",
    noun: "redaction rule",
  });
  const rule = await transact(ctx, { workspaceId, verb: "deleteLogRedactionRule", input: wish }, async (tx) => {
    const known = await requireRedactionRule(tx, workspaceId, id);
    await tx
      .delete(logRedactionRules)
      .where(and(eq(logRedactionRules.workspaceId, workspaceId), eq(logRedactionRules.id, id)));
    const { name, pattern } = known;
    await recordEvent(tx, ctx, logRedactionRuleDeleted, {
      workspaceId,
      subjectId: id,
      data: { name },
      before: { name, pattern },
    });
    return known;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return rule;
}
