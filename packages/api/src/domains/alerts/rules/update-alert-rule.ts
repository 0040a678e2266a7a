import { isDeepStrictEqual } from "node:util";
import type { Db } from "@plumbline/db";
import { alertRules } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import { readDefinition } from "../condition/read-definition.ts";
import type { RuleDefinition } from "../condition/rule-definition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { forgetWindows } from "../evaluation/window-store.ts";
import { alertRuleUpdated } from "../events.ts";
import { addVersion, watched } from "./create-alert-rule.ts";
import { endAlertsOf } from "./end-alerts-of.ts";
import { requireNamed } from "./require-named.ts";
import { ruleFields } from "./rule-fields.ts";
import { authorizeRule, loadDefinition, lockRule, ownRule, requireTenant } from "./rule-ref.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateAlertRuleInput = z.object({
  ruleId: z.uuid(),
  name: ruleFields.name.nullish().transform(wished),
  /** An empty text takes the owner away. */
  owner: ruleFields.owner.nullish().transform((owner) => (owner === "" ? null : (owner ?? undefined))),
  severity: ruleFields.severity.nullish().transform(wished),
  /** Null for everything; left out it stays. */
  tenantId: z.uuid().nullable().optional(),
  /** The whole definition; left out it stays. */
  definition: z.unknown().optional(),
});

export type UpdateAlertRuleInput = z.input<typeof updateAlertRuleInput>;

/**
 * Changes a rule. A changed definition is a new version; the old one stays. When it watches something else, what it remembers is
 * forgotten and its open alerts end: they were about another question.
 */
export async function updateAlertRule(ctx: Context, input: UpdateAlertRuleInput): Promise<AlertRule> {
  const { ruleId: id } = parseInput(z.object({ ruleId: z.uuid() }), input);
  const workspaceId = await authorizeRule(ctx, id);
  const wish = parseInput(updateAlertRuleInput, input);
  const definition = wish.definition == null ? null : readDefinition(ctx, wish.definition);
  const { ruleId: _, definition: __, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateAlertRule", input: wish }, async (tx) => {
    const known = await lockRule(tx, workspaceId, id);
    await requireTenant(tx, workspaceId, wish.tenantId);
    const before = await loadDefinition(tx, known);
    const next = definition && !isDeepStrictEqual(before, definition) ? definition : null;
    if (next) await requireNamed(tx, workspaceId, next);
    const changes = changedFields(known, fields);
    if (!changes && !next) return known;
    const rule = await write(tx, ctx, known, { ...changes?.after, ...(next ? versioned(known, next) : {}) });
    if (next) await addVersion(tx, ctx, rule, next);
    const another = next && watchesAnother(before, next);
    if (another || changes?.after.tenantId !== undefined) await beginAnew(tx, ctx, rule);
    const { name, version, severity, tenantId } = rule;
    await recordEvent(tx, ctx, alertRuleUpdated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { name, version, severity },
      before: { ...changes?.before, ...(next ? { definition: before } : {}) },
      after: { ...changes?.after, ...(next ? { definition: next } : {}) },
    });
    return rule;
  });
}

function versioned(known: AlertRule, definition: RuleDefinition) {
  return { ...watched(definition), version: known.version + 1 };
}

function watchesAnother(before: RuleDefinition, after: RuleDefinition): boolean {
  return !isDeepStrictEqual([before.condition, before.groupBy], [after.condition, after.groupBy]);
}

async function write(tx: Db, ctx: Context, { workspaceId, id }: AlertRule, fields: object): Promise<AlertRule> {
  const [rule] = await tx
    .update(alertRules)
    .set({ ...fields, updatedAt: ctx.app.clock.now() })
    .where(ownRule(workspaceId, id))
    .returning();
  return rule as AlertRule;
}

/** What it proved until now it proved of something else. */
async function beginAnew(tx: Db, ctx: Context, rule: AlertRule): Promise<void> {
  const { workspaceId, id } = rule;
  await forgetWindows(tx, workspaceId, id);
  await endAlertsOf(tx, ctx, rule, "The rule was changed and watches something else now.");
  const unproven = { evaluatedAt: null, evaluatedWhat: null, failedReason: null, failingSince: null };
  await tx
    .update(alertRules)
    .set({ activeSince: ctx.app.clock.now(), ...unproven })
    .where(ownRule(workspaceId, id));
}
