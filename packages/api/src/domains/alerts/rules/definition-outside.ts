import { encodeId } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { ruleDefinition } from "../condition/rule-definition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { loadDefinition } from "./rule-ref.ts";

/** A definition as the API shows it: its ids are those that other fields show. */
export function definitionOutside(stored: unknown) {
  const { routeIds, policyId, inhibits, ...rest } = ruleDefinition.parse(stored);
  return {
    ...rest,
    routeIds: routeIds.map((id) => encodeId("alroute", id)),
    policyId: policyId && encodeId("escpol", policyId),
    inhibits: inhibits && { ...inhibits, ruleIds: inhibits.ruleIds.map((id) => encodeId("alrule", id)) },
  };
}

/** What a rule says now, as the API shows it. */
export async function showDefinition(ctx: Context, rule: AlertRule) {
  return definitionOutside(await ctx.reads.workspace(rule.workspaceId, (db) => loadDefinition(db, rule)));
}
