import type { Db } from "@plumbline/db";
import { alertRules, alertRuleVersions, tenants } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { encodeGlobalId, registerIdPrefix } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { type RuleDefinition, ruleDefinition } from "../condition/rule-definition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { ensureEvaluator, lockEvaluator } from "../evaluation/lock-evaluator.ts";

registerIdPrefix("AlertRule", "alrule");

/** The page of a rule in the console, below the workspace. */
export function rulePlace(id: string): string {
  return `alerts/rules/${encodeGlobalId("AlertRule", id)}`;
}

/** The workspace of a rule, for an actor that may change rules there. */
export async function authorizeRule(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: alertRules, id, permission: "alert_rules:write", noun: "alert rule" });
}

/** Takes the evaluator's lock and the rule's, in this order everywhere. @throws NotFoundError when it was deleted */
export async function lockRule(tx: Db, workspaceId: string, id: string): Promise<AlertRule> {
  await ensureEvaluator(tx, workspaceId);
  await lockEvaluator(tx, workspaceId);
  const [rule] = await tx.select().from(alertRules).where(ownRule(workspaceId, id)).for("update");
  if (!rule) throw unknownRow("alert rule");
  return rule;
}

/** The clause for one rule that was not deleted. */
export function ownRule(workspaceId: string, id: string) {
  return and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.id, id), isNull(alertRules.archivedAt));
}

/** What a rule says in one version; its current one when none is named. */
export async function loadDefinition(
  db: Db,
  { workspaceId, id, version: current }: Pick<AlertRule, "workspaceId" | "id" | "version">,
  version = current,
): Promise<RuleDefinition> {
  const [row] = await db
    .select({ definition: alertRuleVersions.definition })
    .from(alertRuleVersions)
    .where(
      and(
        eq(alertRuleVersions.workspaceId, workspaceId),
        eq(alertRuleVersions.ruleId, id),
        eq(alertRuleVersions.version, version),
      ),
    );
  if (!row) throw new NotFoundError(`The rule has no version ${version}.`, "Look at the list of its versions.");
  return ruleDefinition.parse(row.definition);
}

/** @throws NotFoundError when the workspace has no such tenant in use */
export async function requireTenant(tx: Db, workspaceId: string, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const [tenant] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, id), isNull(tenants.archivedAt)));
  if (!tenant) throw new NotFoundError("There is no such tenant, or it is archived.", "Choose one of the list.");
}
