import { onCallOverrides, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { onCallOverrideRemoved } from "../events.ts";
import { authorizeSchedule, lockSchedule, type OnCallSchedule } from "./schedule-fields.ts";

export const removeOnCallOverrideInput = z.object({ scheduleId: z.uuid(), overrideId: z.uuid() });

export type RemoveOnCallOverrideInput = z.input<typeof removeOnCallOverrideInput>;

/** Takes an override away: the layers hold again. */
export async function removeOnCallOverride(ctx: Context, input: RemoveOnCallOverrideInput): Promise<OnCallSchedule> {
  const wish = parseInput(removeOnCallOverrideInput, input);
  const { scheduleId, overrideId } = wish;
  const workspaceId = await authorizeSchedule(ctx, scheduleId, "alerts:write");
  return await transact(ctx, { workspaceId, verb: "removeOnCallOverride", input: wish }, async (tx) => {
    const schedule = await lockSchedule(tx, workspaceId, scheduleId);
    const own = and(
      eq(onCallOverrides.workspaceId, workspaceId),
      eq(onCallOverrides.scheduleId, scheduleId),
      eq(onCallOverrides.id, overrideId),
    );
    const [removed] = await tx.delete(onCallOverrides).where(own).returning();
    if (!removed) throw unknownRow("override");
    const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, removed.userId));
    const span = { startsAt: removed.startsAt.toISOString(), endsAt: removed.endsAt.toISOString() };
    await recordEvent(tx, ctx, onCallOverrideRemoved, {
      workspaceId,
      subjectId: scheduleId,
      data: { name: schedule.name, person: person?.name ?? "", ...span },
      before: { userId: removed.userId, ...span },
    });
    return schedule;
  });
}
