import { escalationPolicies } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import { escalationPolicyUpdated } from "../events.ts";
import type { EscalationPolicy } from "./plan-step.ts";
import { authorizePolicy, lockPolicy, ownPolicy, policyFields, requireTargets } from "./policy-fields.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateEscalationPolicyInput = z.object({
  policyId: z.uuid(),
  name: policyFields.name.nullish().transform(wished),
  /** All steps; left out they stay. */
  steps: policyFields.steps.nullish().transform(wished),
  repeats: policyFields.repeats.nullish().transform(wished),
});

export type UpdateEscalationPolicyInput = z.input<typeof updateEscalationPolicyInput>;

/** Changes a policy. Alerts that escalate by it already take their next step as it says from now on. */
export async function updateEscalationPolicy(
  ctx: Context,
  input: UpdateEscalationPolicyInput,
): Promise<EscalationPolicy> {
  const { policyId: id } = parseInput(z.object({ policyId: z.uuid() }), input);
  const workspaceId = await authorizePolicy(ctx, id);
  const wish = parseInput(updateEscalationPolicyInput, input);
  const { policyId: _, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateEscalationPolicy", input: wish }, async (tx) => {
    const known = await lockPolicy(tx, workspaceId, id);
    if (wish.steps) await requireTargets(tx, workspaceId, wish.steps);
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(escalationPolicies)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(ownPolicy(workspaceId, id))
      .returning();
    const policy = updated as EscalationPolicy;
    const data = { name: policy.name };
    await recordEvent(tx, ctx, escalationPolicyUpdated, { workspaceId, subjectId: id, data, ...changes });
    return policy;
  });
}
