import type { Db } from "@plumbline/db";
import { alertRoutes, alertRules, escalationPolicies } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import type { RuleDefinition } from "../condition/rule-definition.ts";

/** What a definition names must exist in this workspace. @throws InvalidInputError that names the path of each that does not */
export async function requireNamed(tx: Db, workspaceId: string, definition: RuleDefinition): Promise<void> {
  const { routeIds, policyId, inhibits } = definition;
  const issues: InputIssue[] = [];
  if (routeIds.length > 0) {
    const own = and(eq(alertRoutes.workspaceId, workspaceId), inArray(alertRoutes.id, routeIds));
    const found = await tx.select({ id: alertRoutes.id }).from(alertRoutes).where(own);
    issues.push(...missing(["definition", "routeIds"], routeIds, found, "route"));
  }
  if (policyId) {
    const own = and(eq(escalationPolicies.workspaceId, workspaceId), eq(escalationPolicies.id, policyId));
    const found = await tx
      .select({ id: escalationPolicies.id })
      .from(escalationPolicies)
      .where(and(own, isNull(escalationPolicies.archivedAt)));
    if (found.length === 0)
      issues.push({ path: ["definition", "policyId"], message: "is no policy of this workspace." });
  }
  if (inhibits) {
    const own = and(eq(alertRules.workspaceId, workspaceId), inArray(alertRules.id, inhibits.ruleIds));
    const found = await tx.select({ id: alertRules.id }).from(alertRules).where(own);
    issues.push(...missing(["definition", "inhibits", "ruleIds"], inhibits.ruleIds, found, "rule"));
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
}

function missing(path: string[], ids: readonly string[], found: readonly { id: string }[], noun: string): InputIssue[] {
  const known = new Set(found.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: [...path, String(index)], message: `is no ${noun} of this workspace.` }],
  );
}
