import type { Db } from "@plumbline/db";
import { alertRules, alertRuleVersions } from "@plumbline/db/schema";
import { and, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { isMeasured } from "../condition/condition.ts";
import { readDefinition } from "../condition/read-definition.ts";
import type { RuleDefinition } from "../condition/rule-definition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";
import { ensureEvaluator, lockEvaluator } from "../evaluation/lock-evaluator.ts";
import { alertRuleCreated } from "../events.ts";
import { requireNamed } from "./require-named.ts";
import { ruleFields } from "./rule-fields.ts";
import { requireTenant } from "./rule-ref.ts";

/** All of them are evaluated for each batch of events, so their number is limited. */
const mostRules = 200;

export const createAlertRuleInput = z.object({
  workspaceId: z.uuid(),
  name: ruleFields.name,
  owner: ruleFields.owner.nullish().transform((owner) => owner || null),
  severity: ruleFields.severity,
  tenantId: z
    .uuid()
    .nullish()
    .transform((id) => id ?? null),
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true),
  /** Condition, grouping, routes: see `ruleDefinition`. */
  definition: z.unknown().optional(),
});

export type CreateAlertRuleInput = z.input<typeof createAlertRuleInput>;

/**
 * Makes a rule. It looks at what happens from now on.
 * @throws InvalidInputError that names the path of everything that is wrong in the definition
 * @throws PreconditionError beyond 200 rules
 */
export async function createAlertRule(ctx: Context, input: CreateAlertRuleInput): Promise<AlertRule> {
  await authorize(ctx, input.workspaceId, "alert_rules:write");
  const wish = parseInput(createAlertRuleInput, input);
  const definition = readDefinition(ctx, wish.definition);
  const { workspaceId, definition: _, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createAlertRule", input: wish }, async (tx) => {
    await requireTenant(tx, workspaceId, wish.tenantId);
    return await insertRule(tx, ctx, workspaceId, fields, definition);
  });
}

/** What a rule is made of, apart from what it says. */
export type NewRuleFields = Omit<z.output<typeof createAlertRuleInput>, "workspaceId" | "definition">;

/** Makes a rule in the caller's transaction, which must hold no lock on an alert yet. @throws PreconditionError beyond 200 rules */
export async function insertRule(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  fields: NewRuleFields,
  definition: RuleDefinition,
): Promise<AlertRule> {
  await requireNamed(tx, workspaceId, definition);
  await ensureEvaluator(tx, workspaceId);
  await lockEvaluator(tx, workspaceId);
  const own = and(eq(alertRules.workspaceId, workspaceId), isNull(alertRules.archivedAt));
  const [known] = await tx.select({ rules: count() }).from(alertRules).where(own);
  if ((known?.rules ?? 0) >= mostRules)
    throw new PreconditionError(`A workspace has at most ${mostRules} alert rules.`, "Delete one that is not needed.");
  const now = ctx.app.clock.now();
  const [made] = await tx
    .insert(alertRules)
    .values({ ...fields, ...watched(definition), workspaceId, activeSince: now, createdAt: now, updatedAt: now })
    .returning();
  const rule = made as AlertRule;
  await addVersion(tx, ctx, rule, definition);
  const { id, name, version, severity, tenantId } = rule;
  await recordEvent(tx, ctx, alertRuleCreated, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: { name, version, severity },
    after: { ...fields, definition },
  });
  return rule;
}

/** What the relay and the lists read off a definition. */
export function watched({ condition }: RuleDefinition) {
  return { kind: condition.kind, eventTypes: isMeasured(condition) ? [] : condition.types };
}

/** Keeps what a rule says from now on as its current version's text. */
export async function addVersion(tx: Db, ctx: Context, rule: AlertRule, definition: RuleDefinition): Promise<void> {
  const { workspaceId, id: ruleId, version } = rule;
  const madeBy = describeActor(ctx.actor).actorName;
  const createdAt = ctx.app.clock.now();
  await tx.insert(alertRuleVersions).values({ workspaceId, ruleId, version, definition, madeBy, createdAt });
}
