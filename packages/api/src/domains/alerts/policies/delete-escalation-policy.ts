import { escalationPolicies } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { escalationPolicyDeleted } from "../events.ts";
import type { EscalationPolicy } from "./plan-step.ts";
import { authorizePolicy, lockPolicy, ownPolicy } from "./policy-fields.ts";

export const deleteEscalationPolicyInput = z.object({ policyId: z.uuid() });

export type DeleteEscalationPolicyInput = z.input<typeof deleteEscalationPolicyInput>;

/** Deletes a policy. Alerts that escalate by it escalate no further; rules that name it are shown as broken. */
export async function deleteEscalationPolicy(
  ctx: Context,
  input: DeleteEscalationPolicyInput,
): Promise<EscalationPolicy> {
  const wish = parseInput(deleteEscalationPolicyInput, input);
  const { policyId: id } = wish;
  const workspaceId = await authorizePolicy(ctx, id);
  return await transact(ctx, { workspaceId, verb: "deleteEscalationPolicy", input: wish }, async (tx) => {
    const known = await lockPolicy(tx, workspaceId, id);
    const now = ctx.app.clock.now();
    const [deleted] = await tx
      .update(escalationPolicies)
      .set({ archivedAt: now, updatedAt: now })
      .where(ownPolicy(workspaceId, id))
      .returning();
    await recordEvent(tx, ctx, escalationPolicyDeleted, {
      workspaceId,
      subjectId: id,
      data: { name: known.name },
      before: { archivedAt: null },
      after: { archivedAt: now.toISOString() },
    });
    return deleted as EscalationPolicy;
  });
}
