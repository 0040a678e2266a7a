import type { Db } from "@plumbline/db";
import { logRedactionRules } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { PreconditionError } from "../../../service/errors.ts";
import { mostCostTogether, patternCost } from "./guard-pattern.ts";

/**
 * That a workspace's patterns, the given one among them, can all be tried on every text. Rules that are switched off count: they can be
 * switched on again.
 * @param ruleId the rule whose pattern it becomes, when there is one
 * @throws PreconditionError
 */
export async function requirePatternBudget(
  tx: Db,
  { workspaceId, pattern, ruleId }: { workspaceId: string; pattern: string; ruleId?: string },
): Promise<void> {
  const rules = await tx
    .select({ id: logRedactionRules.id, pattern: logRedactionRules.pattern })
    .from(logRedactionRules)
    .where(eq(logRedactionRules.workspaceId, workspaceId));
  const others = rules.filter(({ id }) => id !== ruleId).reduce((sum, rule) => sum + patternCost(rule.pattern), 0);
  const cost = patternCost(pattern);
  if (others + cost > mostCostTogether)
    throw new PreconditionError(
      `This pattern makes ${cost} ways to try, the workspace's other redaction rules ${others}; together they may make ${mostCostTogether}.`,
      "Shorten repetitions, or delete a rule.",
    );
}
