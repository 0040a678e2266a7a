import { logRedactionRules } from "@plumbline/db/schema";
import { and, count, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { logRedactionRuleCreated } from "../events.ts";
import { forgetLogSettings } from "../limits/log-settings-of.ts";
import { lockLogSettings } from "../limits/write-log-settings.ts";
import { type LogRedactionRule, mostRules, redactionRuleFields } from "./redaction-rule-ref.ts";
import { requirePatternBudget } from "./require-pattern-budget.ts";

export const createLogRedactionRuleInput = z.object({ workspaceId: z.uuid(), ...redactionRuleFields });

export type CreateLogRedactionRuleInput = z.input<typeof createLogRedactionRuleInput>;

/** Adds a pattern that entries may not contain from now on; what it finds is replaced by its name before it is stored. */
export async function createLogRedactionRule(
  ctx: Context,
  input: CreateLogRedactionRuleInput,
): Promise<LogRedactionRule> {
  await authorize(ctx, input.workspaceId, "logs:settings");
  const wish = parseInput(createLogRedactionRuleInput, input);
  const { workspaceId, name, pattern } = wish;
  const made = await transact(ctx, { workspaceId, verb: "createLogRedactionRule", input: wish }, async (tx) => {
    await lockLogSettings(tx, workspaceId);
    const [{ n } = { n: 0 }] = await tx
      .select({ n: count() })
      .from(logRedactionRules)
      .where(eq(logRedactionRules.workspaceId, workspaceId));
    if (n >= mostRules)
      throw new PreconditionError(
        `A workspace has at most ${mostRules} redaction rules.`,
        "Delete one, or join two with |.",
      );
    await requirePatternBudget(tx, { workspaceId, pattern });
    const [same] = await tx
      .select({ id: logRedactionRules.id })
      .from(logRedactionRules)
      .where(and(eq(logRedactionRules.workspaceId, workspaceId), eq(logRedactionRules.name, name)));
    if (same) throw new ConflictError(`There is a redaction rule called ${name} already.`, "Choose another name.");
    const [rule] = await tx.insert(logRedactionRules).values({ workspaceId, name, pattern }).returning();
    const { id } = rule as LogRedactionRule;
    await recordEvent(tx, ctx, logRedactionRuleCreated, {
      workspaceId,
      subjectId: id,
      data: { name },
      after: { name, pattern },
    });
    return rule as LogRedactionRule;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return made;
}
