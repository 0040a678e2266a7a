import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { readDefinition } from "../condition/read-definition.ts";
import type { RuleDefinitionInput } from "../condition/rule-definition.ts";
import { insertRule, type NewRuleFields } from "./create-alert-rule.ts";

export interface AddAlertRuleInput {
  workspaceId: string;
  name: string;
  severity: NewRuleFields["severity"];
  /** Who answers for it, in words; null for nobody. */
  owner: string | null;
  definition: RuleDefinitionInput;
}

/**
 * Makes a rule for another domain's purpose, in the caller's transaction, which must hold no lock on an alert yet. Whether the
 * actor may is the caller's to say.
 * @throws InvalidInputError that names the path of everything that is wrong in the definition
 * @throws PreconditionError beyond 200 rules
 * @returns the rule's id
 */
export async function addAlertRule(tx: Db, ctx: Context, input: AddAlertRuleInput): Promise<string> {
  const { workspaceId, definition, ...fields } = input;
  const known = readDefinition(ctx, definition);
  const { id } = await insertRule(tx, ctx, workspaceId, { ...fields, tenantId: null, enabled: true }, known);
  return id;
}
