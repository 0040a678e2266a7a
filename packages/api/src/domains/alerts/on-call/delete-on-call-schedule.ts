import { escalationPolicies, onCallSchedules } from "@plumbline/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { onCallScheduleDeleted } from "../events.ts";
import { authorizeSchedule, lockSchedule, type OnCallSchedule, ownSchedule } from "./schedule-fields.ts";

export const deleteOnCallScheduleInput = z.object({ scheduleId: z.uuid() });

export type DeleteOnCallScheduleInput = z.input<typeof deleteOnCallScheduleInput>;

/**
 * Deletes a schedule.
 * @throws PreconditionError while an escalation policy tells whoever is on call in it
 */
export async function deleteOnCallSchedule(ctx: Context, input: DeleteOnCallScheduleInput): Promise<OnCallSchedule> {
  const wish = parseInput(deleteOnCallScheduleInput, input);
  const { scheduleId: id } = wish;
  const workspaceId = await authorizeSchedule(ctx, id);
  return await transact(ctx, { workspaceId, verb: "deleteOnCallSchedule", input: wish }, async (tx) => {
    const known = await lockSchedule(tx, workspaceId, id);
    const target = JSON.stringify([{ targets: [{ kind: "schedule", id }] }]);
    const [user] = await tx
      .select({ name: escalationPolicies.name })
      .from(escalationPolicies)
      .where(
        and(
          eq(escalationPolicies.workspaceId, workspaceId),
          isNull(escalationPolicies.archivedAt),
          sql`${escalationPolicies.steps} @> ${target}::text::jsonb`,
        ),
      );
    if (user) {
      throw new PreconditionError(
        `The policy “${user.name}” tells whoever is on call in “${known.name}”.`,
        "Take it out of the policy first.",
      );
    }
    const now = ctx.app.clock.now();
    const [deleted] = await tx
      .update(onCallSchedules)
      .set({ archivedAt: now, updatedAt: now })
      .where(ownSchedule(workspaceId, id))
      .returning();
    await recordEvent(tx, ctx, onCallScheduleDeleted, {
      workspaceId,
      subjectId: id,
      data: { name: known.name },
      before: { archivedAt: null },
      after: { archivedAt: now.toISOString() },
    });
    return deleted as OnCallSchedule;
  });
}
