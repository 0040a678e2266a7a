import type { Db } from "@plumbline/db";
import { alertRoutes, alertRuleVersions } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Alert } from "../alert/alert-ref.ts";
import { type RuleDefinition, ruleDefinition } from "../condition/rule-definition.ts";
import { matchesAlert } from "../silences/matches.ts";

/** One row of `alert_routes`. */
export type AlertRoute = typeof alertRoutes.$inferSelect;

/** The routes that an alert takes: those that its rule names, and those whose matchers match. By creation. */
export async function routesOf(tx: Db, alert: Alert): Promise<AlertRoute[]> {
  const named = (await definitionOf(tx, alert))?.routeIds ?? [];
  const all = await tx
    .select()
    .from(alertRoutes)
    .where(and(eq(alertRoutes.workspaceId, alert.workspaceId), eq(alertRoutes.enabled, true)))
    .orderBy(alertRoutes.id);
  return all.filter(
    ({ id, matchers, tenantId }) =>
      (named.includes(id) || (matchers !== null && matchesAlert(matchers, alert))) &&
      (tenantId === null || tenantId === alert.tenantId),
  );
}

/** What the rule said that opened an alert; null for an alert without a rule. */
export async function definitionOf(
  tx: Db,
  { workspaceId, ruleId, ruleVersion }: Pick<Alert, "workspaceId" | "ruleId" | "ruleVersion">,
): Promise<RuleDefinition | null> {
  if (!ruleId || ruleVersion === null) return null;
  const [version] = await tx
    .select({ definition: alertRuleVersions.definition })
    .from(alertRuleVersions)
    .where(
      and(
        eq(alertRuleVersions.workspaceId, workspaceId),
        eq(alertRuleVersions.ruleId, ruleId),
        eq(alertRuleVersions.version, ruleVersion),
      ),
    );
  return version ? ruleDefinition.parse(version.definition) : null;
}
