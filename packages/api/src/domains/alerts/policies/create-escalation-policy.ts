import { escalationPolicies } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { escalationPolicyCreated } from "../events.ts";
import type { EscalationPolicy } from "./plan-step.ts";
import { policyFields, requireTargets } from "./policy-fields.ts";

export const createEscalationPolicyInput = z.object({
  workspaceId: z.uuid(),
  name: policyFields.name,
  steps: policyFields.steps,
  repeats: policyFields.repeats.nullish().transform((repeats) => repeats ?? 0),
});

export type CreateEscalationPolicyInput = z.input<typeof createEscalationPolicyInput>;

/** Says who is told when nobody acknowledges an alert in time. */
export async function createEscalationPolicy(
  ctx: Context,
  input: CreateEscalationPolicyInput,
): Promise<EscalationPolicy> {
  await authorize(ctx, input.workspaceId, "alert_rules:write");
  const wish = parseInput(createEscalationPolicyInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createEscalationPolicy", input: wish }, async (tx) => {
    await requireTargets(tx, workspaceId, wish.steps);
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(escalationPolicies)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .returning();
    const policy = made as EscalationPolicy;
    await recordEvent(tx, ctx, escalationPolicyCreated, {
      workspaceId,
      subjectId: policy.id,
      data: { name: policy.name },
      after: fields,
    });
    return policy;
  });
}
