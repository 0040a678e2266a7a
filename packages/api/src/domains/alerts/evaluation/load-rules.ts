import type { Db } from "@plumbline/db";
import { alertRules, alertRuleVersions } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { ruleDefinition } from "../condition/rule-definition.ts";
import type { ActiveRule } from "./active-rule.ts";

/** Every rule of the workspace that is on, in its current version. */
export async function loadActiveRules(tx: Db, workspaceId: string): Promise<ActiveRule[]> {
  const rows = await tx
    .select({ rule: alertRules, definition: alertRuleVersions.definition })
    .from(alertRules)
    .innerJoin(
      alertRuleVersions,
      and(
        eq(alertRuleVersions.workspaceId, alertRules.workspaceId),
        eq(alertRuleVersions.ruleId, alertRules.id),
        eq(alertRuleVersions.version, alertRules.version),
      ),
    )
    .where(and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.enabled, true), isNull(alertRules.archivedAt)))
    .orderBy(alertRules.id);
  return rows.map(({ rule, definition }) => ({
    id: rule.id,
    name: rule.name,
    version: rule.version,
    severity: rule.severity,
    tenantId: rule.tenantId,
    activeSince: rule.activeSince.getTime(),
    definition: ruleDefinition.parse(definition),
  }));
}
